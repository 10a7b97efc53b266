"""Ask for another time: a question that always has an owner, and an end."""

from datetime import datetime
from uuid import UUID

from patient_app.centers.queries.centers import get_center, today_at
from patient_app.centers.queries.hours import closed_days, opening_hours
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.schedule.models import SessionRequest
from patient_app.schedule.queries.requests import (
    attending_episode,
    my_open_request,
    owner_for,
)
from patient_app.schedule.refusals import AlreadyAsked, RequestClosed
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer, RequestState
from patient_app.schedule.rules.working_time import working_deadline
from patient_app.schedule.service.intents import answer_intent, session_ahead
from patient_app.schedule.service.reminding import tell_answer
from patient_app.schedule.service.rows import request_to_change


@unit_of_work()
def ask_for_another_time(
    person_id: UUID, center_id: UUID, occurrence_id: UUID, note: str | None, now: datetime
) -> UUID:
    """Put a question to the care team. An answer about coming stays as it is; without one, asking
    says that the person cannot come at this time.

    Raises NotFound, SessionCancelled, SessionAlreadyStarted or AlreadyAsked.
    """
    mine = session_ahead(person_id, center_id, occurrence_id, now)
    if my_open_request(person_id, occurrence_id) is not None:
        raise AlreadyAsked
    if mine.answer is None:
        answer_intent(person_id, center_id, occurrence_id, Intent(IntentAnswer.CANNOT), now)
    episode_id = attending_episode(person_id, center_id)
    row = SessionRequest(
        center_id=center_id,
        occurrence_id=occurrence_id,
        episode_id=episode_id,
        person_id=person_id,
        note=note or None,
        asked_at=now,
        owner_id=owner_for(episode_id, center_id, mine.facilitator_id, now),
        owner_since_at=now,
        due_at=deadline(center_id, now),
    )
    session().add(row)
    session().flush()
    return row.id


@unit_of_work()
def withdraw_request(person_id: UUID, request_id: UUID) -> None:
    """The patient takes the question back. Raises NotFound or RequestClosed."""
    row = session().get(SessionRequest, request_id, with_for_update=True)
    if row is None or row.person_id != person_id:
        raise NotFound
    if row.state != RequestState.OPEN:
        raise RequestClosed
    row.state = RequestState.WITHDRAWN


@unit_of_work()
def answer_request(
    center_id: UUID, request_id: UUID, answer: str, now: datetime, *, by: Actor
) -> None:
    """Words the patient reads. Raises NotFound or RequestClosed."""
    row = request_to_change(center_id, request_id)
    if row.state != RequestState.OPEN:
        raise RequestClosed
    row.state, row.answer = RequestState.ANSWERED, answer
    row.answered_by, row.answered_at = by.person_id, now
    tell_answer(row, now)


def deadline(center_id: UUID, asked_at: datetime) -> datetime:
    """When the center's working hours for an answer have passed."""
    center = get_center(center_id)
    return working_deadline(
        asked_at,
        center.request_hours,
        opening_hours(center_id),
        closed_days(center_id, today_at(center_id, asked_at)),
        center.zone,
    )
