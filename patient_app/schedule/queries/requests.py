"""Questions for another time: whose they are, and who should answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, Uuid, and_, bindparam, func, or_, select

from patient_app.centers.queries.centers import today_at
from patient_app.core.actors import Actor
from patient_app.core.db import fetch, session
from patient_app.core.errors import NotFound
from patient_app.episodes.queries.attending import attending
from patient_app.episodes.queries.caseload import caseload_persons
from patient_app.episodes.queries.cover import CENTER, STAFF, cover_for, reach_of, stands_in_for
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


def open_requests_around(actor: Actor, now: datetime) -> list[tuple[RequestLine, bool]]:
    """Open questions of the people this member of staff works with, and those that are theirs to
    answer (True): their own, those of colleagues they cover today, and those without an owner.
    The most urgent first. One query.
    """
    rows = session().execute(_open_around(), reach_of(actor, now))
    return [(RequestLine(*row[:3]), bool(row.to_answer)) for row in rows]


def answered_requests_around(actor: Actor, now: datetime, most: int) -> list[RequestLine]:
    """Answered questions of the people they work with, or answered by them; the latest first."""
    rows = session().execute(_answered_around(), {**reach_of(actor, now), "most": most})
    return [RequestLine(*row) for row in rows]


def get_request_around(actor: Actor, request_id: UUID, now: datetime) -> RequestLine:
    """Raises NotFound for a question that is neither theirs nor about someone they work with."""
    asked = {**reach_of(actor, now), "request": request_id}
    found = session().execute(_one_around(), asked).first()
    if found is None:
        raise NotFound
    return RequestLine(*found)


def waiting_for(actor: Actor, now: datetime) -> int:
    """How many open questions are theirs to answer."""
    return int(fetch(_how_many_to_answer(), reach_of(actor, now))[0][0])


@cache
def _open_around() -> Select[SessionRequest, Occurrence, Series, bool]:
    theirs = _is_theirs()
    return (
        _requests()
        .add_columns(theirs.label("to_answer"))
        .where(
            SessionRequest.center_id == CENTER,
            SessionRequest.state == RequestState.OPEN,
            or_(theirs, _of_their_people()),
        )
        .order_by(SessionRequest.due_at, SessionRequest.id)
    )


@cache
def _answered_around() -> Select[SessionRequest, Occurrence, Series]:
    when = func.coalesce(SessionRequest.answered_at, SessionRequest.asked_at)
    return (
        _requests()
        .where(
            SessionRequest.center_id == CENTER,
            SessionRequest.state == RequestState.ANSWERED,
            or_(SessionRequest.answered_by == STAFF, _of_their_people()),
        )
        .order_by(when.desc(), SessionRequest.id)
        .limit(bindparam("most", type_=Integer()))
    )


@cache
def _one_around() -> Select[SessionRequest, Occurrence, Series]:
    to_answer = and_(SessionRequest.state == RequestState.OPEN, _is_theirs())
    return _requests().where(
        SessionRequest.id == bindparam("request", type_=Uuid()),
        SessionRequest.center_id == CENTER,
        or_(to_answer, _of_their_people()),
    )


@cache
def _how_many_to_answer() -> Select[int]:
    return select(func.count(SessionRequest.id)).where(
        SessionRequest.center_id == CENTER,
        SessionRequest.state == RequestState.OPEN,
        _is_theirs(),
    )


def _is_theirs() -> ColumnElement[bool]:
    return or_(
        SessionRequest.owner_id == STAFF,
        SessionRequest.owner_id.is_(None),
        SessionRequest.owner_id.in_(stands_in_for()),
    )


def _of_their_people() -> ColumnElement[bool]:
    return SessionRequest.person_id.in_(caseload_persons())


def requests_of_center(center_id: UUID, *, state: RequestState | None = None) -> list[RequestLine]:
    """All questions of a center, or those in one state."""
    conditions = [SessionRequest.center_id == center_id]
    if state is not None:
        conditions.append(SessionRequest.state == state)
    return _lines(*conditions)


def requests_of_person(center_id: UUID, person_id: UUID) -> list[RequestLine]:
    """One person's questions at a center."""
    return _lines(SessionRequest.center_id == center_id, SessionRequest.person_id == person_id)


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
    wanted = _requests().where(*conditions)
    rows = session().execute(wanted.order_by(SessionRequest.due_at, SessionRequest.id))
    return [RequestLine(*row) for row in rows]


def _requests() -> Select[SessionRequest, Occurrence, Series]:
    return (
        select(SessionRequest, Occurrence, Series)
        .join(Occurrence, Occurrence.id == SessionRequest.occurrence_id)
        .join(Series, Series.id == Occurrence.series_id)
    )
