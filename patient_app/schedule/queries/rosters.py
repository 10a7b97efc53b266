"""Who takes part, for staff who may know it. Names come from episodes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, and_, bindparam, or_, select

from patient_app.core.db import fetch, session
from patient_app.core.errors import NotFound
from patient_app.core.sealed import opened
from patient_app.episodes.queries.attending import standing_at
from patient_app.episodes.rules.states import ATTENDS, EpisodeState
from patient_app.schedule.models import (
    Attendance,
    AttendanceIntent,
    Enrolment,
    Occurrence,
    Series,
)
from patient_app.schedule.rules.kinds import AttendanceState, IntentAnswer

_NOTE = AttendanceIntent.__table__.c.note_sealed


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person of one dated session; `standing` is where their stay is now.

    `answer` holds only if given since the last new time.
    """

    enrolment_id: UUID
    episode_id: UUID
    person_id: UUID
    standing: EpisodeState
    answer: IntentAnswer | None
    minutes_late: int | None
    note: str | None
    attendance: AttendanceState | None

    @property
    def attending(self) -> bool:
        """Whether the person is expected: joined, not on leave, not left."""
        return self.standing in ATTENDS

    @property
    def expected(self) -> bool:
        """Attending, and has not said that they cannot come."""
        return self.attending and self.answer is not IntentAnswer.CANNOT


def roster_of(center_id: UUID, occurrence_id: UUID) -> list[RosterLine]:
    """Everyone with a place in that session, in no order. One query."""
    return rosters_of(center_id, [occurrence_id])[occurrence_id]


def rosters_of(
    center_id: UUID, occurrence_ids: Collection[UUID]
) -> defaultdict[UUID, list[RosterLine]]:
    """The same of several sessions. One query, whatever their number."""
    found: defaultdict[UUID, list[RosterLine]] = defaultdict(list)
    for row in fetch(_rosters(), {"center": center_id, "sessions": list(occurrence_ids)}):
        found[row.occurrence_id].append(_line(row))
    return found


@cache
def _rosters() -> Select[*tuple[Any, ...]]:
    center = bindparam("center", type_=Uuid())
    standing = standing_at(center)
    return (
        select(
            Occurrence.id.label("occurrence_id"),
            Enrolment.id,
            Enrolment.episode_id,
            Enrolment.person_id,
            standing.c.state.label("standing"),
            AttendanceIntent.id.label("intent_id"),
            AttendanceIntent.answer,
            AttendanceIntent.minutes_late,
            _NOTE,
            Attendance.state,
        )
        .select_from(Occurrence)
        .join(Enrolment, Enrolment.series_id == Occurrence.series_id)
        .join(standing, standing.c.id == Enrolment.episode_id)
        .outerjoin(
            AttendanceIntent,
            and_(
                AttendanceIntent.occurrence_id == Occurrence.id,
                AttendanceIntent.person_id == Enrolment.person_id,
                AttendanceIntent.moves == Occurrence.moves,
            ),
        )
        .outerjoin(
            Attendance,
            and_(
                Attendance.occurrence_id == Occurrence.id,
                Attendance.person_id == Enrolment.person_id,
            ),
        )
        .where(
            Occurrence.id.in_(bindparam("sessions", type_=Uuid(), expanding=True)),
            Occurrence.center_id == center,
            Enrolment.from_on <= Occurrence.held_on,
            or_(
                Enrolment.until_on.is_(None),
                Enrolment.until_on >= Occurrence.held_on,
                Attendance.id.is_not(None),
            ),
        )
    )


def leads(center_id: UUID, occurrence_id: UUID, staff_id: UUID) -> bool:
    """Whether this member of staff leads that session: the one date, or its whole series."""
    wanted = (
        select(Occurrence.id)
        .join(Series, Series.id == Occurrence.series_id)
        .where(
            Occurrence.id == occurrence_id,
            Occurrence.center_id == center_id,
            or_(
                Occurrence.facilitator_id == staff_id,
                Series.facilitator_id == staff_id,
            ),
        )
    )
    return session().scalar(wanted) is not None


def get_occurrence(center_id: UUID, occurrence_id: UUID) -> tuple[Occurrence, Series]:
    """A session of this center with its series. Raises NotFound."""
    found = (
        session()
        .execute(
            select(Occurrence, Series)
            .join(Series, Series.id == Occurrence.series_id)
            .where(Occurrence.id == occurrence_id, Occurrence.center_id == center_id)
        )
        .first()
    )
    if found is None:
        raise NotFound
    return found[0], found[1]


def places_of_series(center_id: UUID, series_id: UUID, from_on: date) -> list[Enrolment]:
    """Places not over by `from_on`, those yet to begin included, oldest first."""
    return _places(center_id, from_on, Enrolment.series_id == series_id)


def places_of_person(center_id: UUID, person_id: UUID, from_on: date) -> list[Enrolment]:
    """A person's places not over by `from_on`, oldest first."""
    return _places(center_id, from_on, Enrolment.person_id == person_id)


def _places(center_id: UUID, from_on: date, condition: Any) -> list[Enrolment]:
    wanted = select(Enrolment).where(
        Enrolment.center_id == center_id,
        condition,
        or_(Enrolment.until_on.is_(None), Enrolment.until_on >= from_on),
    )
    return list(session().scalars(wanted.order_by(Enrolment.from_on, Enrolment.id)))


def _line(row: Row[*tuple[Any, ...]]) -> RosterLine:
    return RosterLine(
        enrolment_id=row.id,
        episode_id=row.episode_id,
        person_id=row.person_id,
        standing=EpisodeState(row.standing),
        answer=IntentAnswer(row.answer) if row.answer else None,
        minutes_late=row.minutes_late,
        note=opened("attendance_intent.note", row.intent_id, row.note_sealed),
        attendance=AttendanceState(row.state) if row.state else None,
    )
