"""Who was there, over time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from patient_app.core.db import session
from patient_app.schedule.models import Attendance, Occurrence, Series
from patient_app.schedule.rules.kinds import AttendanceState


@dataclass(frozen=True, slots=True)
class Mark:
    """One session of a person that staff marked."""

    occurrence_id: UUID
    title: str
    title_es: str | None
    starts_at: datetime
    zone: str
    state: AttendanceState


def marks_at(occurrence_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many people are marked, by dated session; those without a mark are left out."""
    rows = session().execute(
        select(Attendance.occurrence_id, func.count(Attendance.id))
        .where(Attendance.occurrence_id.in_(occurrence_ids))
        .group_by(Attendance.occurrence_id)
    )
    return {occurrence_id: int(count) for occurrence_id, count in rows}


def attendance_of_person(center_id: UUID, person_id: UUID, limit: int) -> list[Mark]:
    """The latest `limit` marks of a person at this center, the newest first. One query."""
    rows = session().execute(
        select(Attendance.occurrence_id, Series, Occurrence.starts_at, Attendance.state)
        .join(Occurrence, Occurrence.id == Attendance.occurrence_id)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Attendance.center_id == center_id, Attendance.person_id == person_id)
        .order_by(Occurrence.starts_at.desc())
        .limit(limit)
    )
    return [
        Mark(
            occurrence_id,
            series.title,
            series.title_es,
            starts_at,
            series.zone,
            AttendanceState(state),
        )
        for occurrence_id, series, starts_at, state in rows
    ]
