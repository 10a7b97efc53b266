"""Open work never waits for someone who is not there."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.queries.people import subject_of
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.events import EpisodeEnded, StaffLeft
from patient_app.schedule.models import Occurrence, Series, SessionRequest
from patient_app.schedule.queries.requests import next_owner, overdue
from patient_app.schedule.rules.kinds import RequestState
from patient_app.schedule.service.leading import tell_of_date, tell_of_series
from patient_app.schedule.service.requests import deadline
from patient_app.schedule.service.rows import request_to_change, require_staff


def pass_on_overdue(now: datetime) -> int:
    """Give every question that waited its working hours to the cover, each in its own unit."""
    return sum(pass_on(request_id, now) for request_id in overdue(now))


@unit_of_work()
def pass_on(request_id: UUID, now: datetime) -> bool:
    """Give one overdue question to the next in line; its hours begin anew."""
    row = session().get(SessionRequest, request_id, with_for_update=True)
    if row is None or row.state != RequestState.OPEN or row.due_at > now:
        return False
    _give(row, next_owner(row, now), now, None)
    row.passed_on += 1
    row.due_at = deadline(row.center_id, now)
    return True


@unit_of_work()
def assign_request(
    center_id: UUID, request_id: UUID, owner_id: UUID, now: datetime, *, by: Actor
) -> None:
    """A member of staff takes a question or gives it to a colleague. Raises NotFound."""
    row = request_to_change(center_id, request_id)
    require_staff(center_id, owner_id, now)
    _give(row, owner_id, now, by)


@unit_of_work()
def hand_over_of_staff(event: StaffLeft) -> None:
    """Questions and sessions of someone who left go to their heir. Listens to StaffLeft."""
    for row in session().scalars(
        select(SessionRequest)
        .where(
            SessionRequest.center_id == event.center_id,
            SessionRequest.owner_id == event.person_id,
            SessionRequest.state == RequestState.OPEN,
        )
        .with_for_update()
    ):
        _give(row, event.heir_id, event.at, None)
    _hand_over_sessions(event)


@unit_of_work()
def close_requests_of_episode(event: EpisodeEnded) -> None:
    """Someone left: their open questions are taken back. Listens to EpisodeEnded."""
    for row in session().scalars(
        select(SessionRequest)
        .where(
            SessionRequest.episode_id == event.episode_id,
            SessionRequest.state == RequestState.OPEN,
        )
        .with_for_update()
    ):
        row.state = RequestState.WITHDRAWN


def _hand_over_sessions(event: StaffLeft) -> None:
    for series in session().scalars(
        select(Series)
        .where(Series.center_id == event.center_id, Series.facilitator_id == event.person_id)
        .with_for_update()
    ):
        series.facilitator_id = event.heir_id
        tell_of_series(series, event.at, None)
    for row in session().scalars(
        select(Occurrence)
        .where(
            Occurrence.center_id == event.center_id,
            Occurrence.facilitator_id == event.person_id,
            Occurrence.starts_at > event.at,
        )
        .with_for_update()
    ):
        row.facilitator_id = event.heir_id
        tell_of_date(row, None)


def _give(row: SessionRequest, owner_id: UUID | None, now: datetime, by: Actor | None) -> None:
    """Whoever has the question may read it, so the person can see who got it, and from whom."""
    if row.owner_id == owner_id:
        return
    row.owner_id, row.owner_since_at = owner_id, now
    audit.append(
        audit.Act.REQUEST_GIVEN,
        actor=by,
        subject_id=subject_of(row.person_id),
        center_id=row.center_id,
        thing=f"session_request:{row.id}",
        by_program=by is None,
    )
