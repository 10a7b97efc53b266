"""Questions for another time: whose they are, and who should answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from patient_app.centers.queries.centers import today_at
from patient_app.core.actors import Actor
from patient_app.core.db import fetch, session
from patient_app.core.errors import NotFound
from patient_app.episodes.queries.attending import attending
from patient_app.episodes.queries.cover import cover_for, stands_in_for
from patient_app.episodes.queries.team import members_of
from patient_app.schedule.models import Occurrence, Series, SessionRequest
from patient_app.schedule.rules.kinds import RequestState


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A question with the session it is about."""

    request: SessionRequest
    occurrence: Occurrence
    series: Series


def my_open_request(person_id: UUID, occurrence_id: UUID) -> SessionRequest | None:
    """The person's question about a session that nobody has answered yet."""
    return session().scalar(
        select(SessionRequest).where(
            SessionRequest.person_id == person_id,
            SessionRequest.occurrence_id == occurrence_id,
            SessionRequest.state == RequestState.OPEN,
        )
    )


def attending_episode(person_id: UUID, center_id: UUID) -> UUID:
    """The episode a question hangs on. Raises NotFound."""
    found = session().scalar(attending(person_id, center_id).limit(1))
    if found is None:
        raise NotFound
    return found


def owner_for(
    episode_id: UUID, center_id: UUID, facilitator_id: UUID | None, now: datetime
) -> UUID | None:
    """Who gets a new question: the session's facilitator when on the team, else the
    longest-standing of the team; whoever covers for them today.
    """
    team = [member.staff_id for member in members_of(episode_id, now) if member.from_at <= now]
    first = facilitator_id if facilitator_id in team else next(iter(team), facilitator_id)
    if first is None:
        return None
    return cover_for(center_id, first, today_at(center_id, now)) or first


def next_owner(request: SessionRequest, now: datetime) -> UUID | None:
    """Who gets a question that waited too long: the owner's cover, else another of the team."""
    owner = request.owner_id
    cover = cover_for(request.center_id, owner, today_at(request.center_id, now)) if owner else None
    if cover is not None and cover != owner:
        return cover
    team = members_of(request.episode_id, now)
    return next((m.staff_id for m in team if m.from_at <= now and m.staff_id != owner), owner)


def open_requests_for(actor: Actor, now: datetime) -> list[RequestLine]:
    """Open questions this member of staff answers: their own, those of colleagues they cover
    today, and those without an owner; the most urgent first. One query.
    """
    return _lines(*_to_answer(actor, now))


def waiting_for(actor: Actor, now: datetime) -> int:
    """How many `open_requests_for` would find."""
    wanted = select(func.count(SessionRequest.id)).where(*_to_answer(actor, now))
    return int(fetch(wanted)[0][0])


def _to_answer(actor: Actor, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        SessionRequest.center_id == actor.center_id,
        SessionRequest.state == RequestState.OPEN,
        or_(
            SessionRequest.owner_id == actor.person_id,
            SessionRequest.owner_id.is_(None),
            SessionRequest.owner_id.in_(stands_in_for(actor, now)),
        ),
    )


def requests_of_center(center_id: UUID, *, state: RequestState | None = None) -> list[RequestLine]:
    """All questions of a center, or those in one state."""
    conditions = [SessionRequest.center_id == center_id]
    if state is not None:
        conditions.append(SessionRequest.state == state)
    return _lines(*conditions)


def requests_of_person(center_id: UUID, person_id: UUID) -> list[RequestLine]:
    """One person's questions at a center."""
    return _lines(SessionRequest.center_id == center_id, SessionRequest.person_id == person_id)


def get_request(center_id: UUID, request_id: UUID) -> RequestLine:
    """Raises NotFound for a question of another center."""
    found = _lines(SessionRequest.center_id == center_id, SessionRequest.id == request_id)
    if not found:
        raise NotFound
    return found[0]


def overdue(now: datetime) -> Sequence[UUID]:
    """Open questions whose working hours have run out."""
    return (
        session()
        .scalars(
            select(SessionRequest.id).where(
                SessionRequest.state == RequestState.OPEN, SessionRequest.due_at <= now
            )
        )
        .all()
    )


def _lines(*conditions: ColumnElement[bool]) -> list[RequestLine]:
    rows = session().execute(
        select(SessionRequest, Occurrence, Series)
        .join(Occurrence, Occurrence.id == SessionRequest.occurrence_id)
        .join(Series, Series.id == Occurrence.series_id)
        .where(*conditions)
        .order_by(SessionRequest.due_at, SessionRequest.id)
    )
    return [RequestLine(request, occurrence, series) for request, occurrence, series in rows]
