"""What reminders of sessions are made from, and whether they are still true."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from patient_app.core.db import session
from patient_app.episodes.queries.attending import attending_anywhere
from patient_app.schedule.models import AttendanceIntent, Enrolment, Occurrence, SessionRequest
from patient_app.schedule.rules.kinds import IntentAnswer, OccurrenceState, RequestState
from patient_app.schedule.rules.reminding import DatedSession, Place


def sessions_ahead(series_id: UUID, now: datetime) -> list[DatedSession]:
    """Those of a series that take place after now."""
    wanted = select(Occurrence).where(
        Occurrence.series_id == series_id,
        Occurrence.state == OccurrenceState.SCHEDULED,
        Occurrence.starts_at > now,
    )
    return [
        DatedSession(row.id, row.series_id, row.center_id, row.starts_at, row.held_on, row.moves)
        for row in session().scalars(wanted)
    ]


def places_in(series_id: UUID, person_id: UUID | None = None) -> list[Place]:
    """Of everyone whose sessions go on, or of one person."""
    wanted = select(Enrolment).where(
        Enrolment.series_id == series_id, Enrolment.episode_id.in_(attending_anywhere())
    )
    if person_id is not None:
        wanted = wanted.where(Enrolment.person_id == person_id)
    return [Place(row.person_id, row.from_on, row.until_on) for row in session().scalars(wanted)]


def series_of(person_id: UUID) -> list[UUID]:
    """Every series the person has or had a place in."""
    wanted = select(Enrolment.series_id).where(Enrolment.person_id == person_id).distinct()
    return list(session().scalars(wanted))


def excused_from(series_id: UUID, now: datetime) -> frozenset[tuple[UUID, UUID]]:
    """Person and session: who has said that they cannot come, since its last new time."""
    wanted = (
        select(AttendanceIntent.person_id, Occurrence.id)
        .join(Occurrence, Occurrence.id == AttendanceIntent.occurrence_id)
        .where(
            Occurrence.series_id == series_id,
            Occurrence.starts_at > now,
            AttendanceIntent.moves == Occurrence.moves,
            AttendanceIntent.answer == IntentAnswer.CANNOT,
        )
    )
    return frozenset((person, dated) for person, dated in session().execute(wanted))


def people_told_of(row: Occurrence, now: datetime) -> list[UUID]:
    """Who has a place on that day and had it before now: to nobody else it is news."""
    wanted = select(Enrolment.person_id).where(
        Enrolment.series_id == row.series_id,
        Enrolment.made_at < now,
        Enrolment.episode_id.in_(attending_anywhere()),
        *_covers(row),
    )
    return list(session().scalars(wanted.distinct()))


def with_place(
    pairs: Collection[tuple[UUID, UUID]],
) -> Sequence[tuple[UUID, Occurrence]]:
    """Person and session, of those pairs of ids where the person has a place. One query."""
    people, sessions = {person for person, _ in pairs}, {dated for _, dated in pairs}
    wanted = (
        select(Enrolment.person_id, Occurrence)
        .join(Occurrence, Occurrence.series_id == Enrolment.series_id)
        .where(
            Enrolment.person_id.in_(people),
            Occurrence.id.in_(sessions),
            Enrolment.episode_id.in_(attending_anywhere()),
            *_covers(Occurrence),
        )
    )
    return [(person, row) for person, row in session().execute(wanted) if (person, row.id) in pairs]


def answered_requests(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Session by request, of those that have an answer."""
    wanted = select(SessionRequest.id, SessionRequest.occurrence_id).where(
        SessionRequest.id.in_(ids), SessionRequest.state == RequestState.ANSWERED
    )
    return {row.id: row.occurrence_id for row in session().execute(wanted)}


def _covers(dated: Occurrence | type[Occurrence]) -> tuple[ColumnElement[bool], ...]:
    return (
        Enrolment.from_on <= dated.held_on,
        or_(Enrolment.until_on.is_(None), Enrolment.until_on >= dated.held_on),
    )
