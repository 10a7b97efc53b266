"""Answering a question for another time."""

from datetime import datetime
from uuid import UUID

from patient_app.careteam.refusals import NotForOne
from patient_app.careteam.rules.session_drafts import Answer
from patient_app.careteam.words import SINGLE
from patient_app.core.actors import Actor
from patient_app.core.db import unit_of_work
from patient_app.schedule.queries.requests import get_request_around
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.service.handing_over import assign_request
from patient_app.schedule.service.occurrences import move_occurrence
from patient_app.schedule.service.requests import answer_request


@unit_of_work()
def answer(actor: Actor, request_id: UUID, given: Answer, now: datetime) -> None:
    """Words, and for a one-to-one session perhaps a new time, in one commit.

    Raises NotFound, RequestClosed, NotForOne, SessionOver or NewTimeInPast.
    """
    line = get_request_around(actor, request_id, now)
    if given.on is not None and given.starts is not None:
        if SeriesKind(line.series.kind) not in SINGLE:
            raise NotForOne
        to = NewTime(datetime.combine(given.on, given.starts))
        move_occurrence(actor.center_id, line.occurrence.id, to, now, by=actor)
    answer_request(actor.center_id, request_id, given.answer, now, by=actor)


@unit_of_work()
def take_over(actor: Actor, request_id: UUID, now: datetime) -> None:
    """The question is mine from now on. Raises NotFound."""
    get_request_around(actor, request_id, now)
    assign_request(actor.center_id, request_id, actor.person_id, now, by=actor)
