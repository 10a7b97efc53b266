"""Tuesday, October 13, 2026, 3:15 PM in Los Angeles, and an evening group on Mon, Tue, Thu."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import event, select

from patient_app.core import clock
from patient_app.core.db import db, session
from patient_app.schedule.models import Occurrence
from patient_app.schedule.rules.drafts import SeriesDraft
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.rules.patterns import weekly
from patient_app.schedule.service.enrolments import enrol
from patient_app.schedule.service.series import create_series
from tests.people import Place, Someone

HERE = ZoneInfo("America/Los_Angeles")
TODAY = date(2026, 10, 13)
NOW = datetime(2026, 10, 13, 22, 15, tzinfo=UTC)

EVENING = SeriesDraft(
    title="Evening group",
    title_es="Grupo de la tarde",
    kind=SeriesKind.GROUP,
    rule=weekly({0, 1, 3}, date(2026, 9, 28), None, time(17, 30), time(19, 30), HERE.key),
    place="Room 2",
)


def here(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
    """An instant by the clock on the wall in Los Angeles, 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=HERE)


@pytest.fixture
def tuesday() -> Iterator[time_machine.Traveller]:
    """It is Tuesday, 3:15 PM; the clock stands still until a test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def make_series(center: Place, **changes: Any) -> UUID:
    """The evening group, or one that differs in `changes`."""
    return create_series(center.center_id, replace(EVENING, **changes), clock.now(), by=None)


def give_place(someone: Someone, series_id: UUID, from_on: date | None = None) -> UUID:
    """Enrol a person since four weeks ago, or from a day on."""
    since = from_on or TODAY - timedelta(weeks=4)
    return enrol(someone.center_id, series_id, someone.episode_id, since, clock.now(), by=None)


def the_session(series_id: UUID, on: date) -> Occurrence:
    """The one session of a series on that day."""
    return (
        session()
        .scalars(
            select(Occurrence).where(Occurrence.series_id == series_id, Occurrence.held_on == on)
        )
        .one()
    )


def sessions_of(series_id: UUID) -> list[Occurrence]:
    """All sessions of a series, in order."""
    wanted = select(Occurrence).where(Occurrence.series_id == series_id)
    return list(session().scalars(wanted.order_by(Occurrence.starts_at)))


@contextmanager
def queries_counted() -> Iterator[list[str]]:
    """The SELECTs that reach the database meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
