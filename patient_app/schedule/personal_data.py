"""What the schedule keeps about a person: handed out whole, erased as promised."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import Base, session
from patient_app.core.personal_data import Records
from patient_app.schedule.models import (
    Attendance,
    AttendanceIntent,
    CalendarFeed,
    Enrolment,
    Obligation,
    Occurrence,
    ScheduleLook,
    Series,
    SessionRequest,
)

feature = "schedule"
tables: frozenset[type[Base]] = frozenset(
    {
        Attendance,
        AttendanceIntent,
        CalendarFeed,
        Enrolment,
        Obligation,
        ScheduleLook,
        SessionRequest,
    }
)
_NOTEBOOK = (Obligation, ScheduleLook, CalendarFeed)


def export(person_id: UUID) -> Records:
    """Places, answers, questions, attendance and the person's own times."""
    return {
        "places": _places(person_id),
        "answers": [_answer(*row) for row in _dated(AttendanceIntent, person_id)],
        "questions": [_question(*row) for row in _dated(SessionRequest, person_id)],
        "attendance": [_kept(*row) for row in _dated(Attendance, person_id)],
        "own_times": [_block(row) for row in _own(Obligation, person_id)],
        "calendar_addresses": [_address(row) for row in _own(CalendarFeed, person_id)],
        "last_look": [{"at": row.looked_at.isoformat()} for row in _own(ScheduleLook, person_id)],
    }


def erase(person_id: UUID, now: datetime) -> None:
    """The person's own times, looks and calendar addresses go.

    Places, answers, questions and attendance are the program's record; what they point at is
    a person without a name.
    """
    for table in _NOTEBOOK:
        for row in _own(table, person_id):
            session().delete(row)
    session().flush()


def _dated(table: Any, person_id: UUID) -> Iterable[Any]:
    return session().execute(
        select(table, Occurrence.starts_at, Series.title)
        .join(Occurrence, Occurrence.id == table.occurrence_id)
        .join(Series, Series.id == Occurrence.series_id)
        .where(table.person_id == person_id)
        .order_by(Occurrence.starts_at)
    )


def _own(table: Any, person_id: UUID) -> list[Any]:
    return list(session().scalars(select(table).where(table.person_id == person_id)))


def _places(person_id: UUID) -> list[dict[str, Any]]:
    rows = session().execute(
        select(Enrolment, Series.title)
        .join(Series, Series.id == Enrolment.series_id)
        .where(Enrolment.person_id == person_id)
        .order_by(Enrolment.from_on)
    )
    return [
        {"title": title, "from": row.from_on.isoformat(), "until": _iso(row.until_on)}
        for row, title in rows
    ]


def _answer(row: AttendanceIntent, starts_at: datetime, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "session_at": starts_at.isoformat(),
        "answer": row.answer,
        "minutes_late": row.minutes_late,
        "note": row.note,
        "at": row.at.isoformat(),
    }


def _question(row: SessionRequest, starts_at: datetime, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "session_at": starts_at.isoformat(),
        "at": row.asked_at.isoformat(),
        "note": row.note,
        "state": row.state,
        "answer": row.answer,
        "answered_at": _iso(row.answered_at),
    }


def _kept(row: Attendance, starts_at: datetime, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "session_at": starts_at.isoformat(),
        "state": row.state,
        "at": row.at.isoformat(),
    }


def _block(row: Obligation) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "title": row.title,
        "weekdays": row.weekdays,
        "starts": f"{row.starts_local:%H:%M}",
        "ends": f"{row.ends_local:%H:%M}",
        "from": row.from_on.isoformat(),
        "until": _iso(row.until_on),
        "care_team_sees_busy": row.busy_visible,
        "removed": _iso(row.removed_at),
    }


def _address(row: CalendarFeed) -> dict[str, Any]:
    return {"title": row.title, "made": row.made_at.isoformat(), "ended": _iso(row.revoked_at)}


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
