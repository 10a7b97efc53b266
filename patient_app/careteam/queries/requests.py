"""Which questions a counselor may read: theirs to answer, or about someone they work with."""

from datetime import datetime
from uuid import UUID

from patient_app.core.actors import Actor
from patient_app.core.errors import NotFound
from patient_app.episodes.queries.caseload import caseload_ids
from patient_app.schedule.queries.requests import (
    RequestLine,
    get_request,
    open_requests_for,
    requests_of_center,
)
from patient_app.schedule.rules.kinds import RequestState

ANSWERED_SHOWN = 20


def queue(actor: Actor, now: datetime) -> list[RequestLine]:
    """Open questions: those to answer first, then colleagues' about people one works with; each
    in the order in which their sessions start.
    """
    to_answer = open_requests_for(actor, now)
    known = {line.request.id for line in to_answer}
    mine = caseload_ids(actor, now)
    others = [
        line
        for line in requests_of_center(actor.center_id, state=RequestState.OPEN)
        if line.request.person_id in mine and line.request.id not in known
    ]
    return [*sorted(to_answer, key=_starts), *sorted(others, key=_starts)]


def _starts(line: RequestLine) -> datetime:
    return line.occurrence.starts_at


def answered(actor: Actor, now: datetime) -> list[RequestLine]:
    """Answered questions of the people one works with, the latest first."""
    mine = caseload_ids(actor, now)
    lines = [
        line
        for line in requests_of_center(actor.center_id, state=RequestState.ANSWERED)
        if line.request.person_id in mine or line.request.answered_by == actor.person_id
    ]
    lines.sort(key=lambda line: line.request.answered_at or line.request.asked_at, reverse=True)
    return lines[:ANSWERED_SHOWN]


def get_reachable_request(actor: Actor, request_id: UUID, now: datetime) -> RequestLine:
    """Raises NotFound for a question that is not the actor's business."""
    line = get_request(actor.center_id, request_id)
    to_answer = {each.request.id for each in open_requests_for(actor, now)}
    if line.request.id in to_answer or line.request.person_id in caseload_ids(actor, now):
        return line
    raise NotFound
