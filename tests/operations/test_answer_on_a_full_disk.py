"""Promise: on a full disk people go on reading, and whoever writes is told that nothing changed.

Two full disks: a limit on the size of files, which every write of this process meets, and a
database that may not grow, which SQLite itself calls full.
"""

import errno
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import time_machine
from psycopg.errors import DiskFull as PostgresqlDiskFull
from psycopg.errors import UniqueViolation
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from patient_app.accounts.rules.lifetimes import TOUCH_EVERY
from patient_app.core import clock
from patient_app.core.db import Base, db, session
from patient_app.core.disk import is_disk_full
from patient_app.schedule.models import Series
from tests.client import Browser
from tests.importing.files import calendar, how_many
from tests.importing.files import event as meeting
from tests.importing.test_on_the_screen import as_shown, previewed, send
from tests.people import Someone
from tests.sync.records import a_record

NOTHING_CHANGED = "our disk may be full. Nothing was changed. Please tell the office"
DAILY = ("DTSTART:20261101T180000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")
Full = Callable[[], AbstractContextManager[None]]


@contextmanager
def no_room_for_files() -> Iterator[None]:
    """Nothing can be added to any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_room_in_the_database() -> Iterator[None]:
    """Every page of the database is in use, and there are no more."""
    db.session.remove()
    db.engine.dispose()

    def stop_growing(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=1")

    event.listen(db.engine, "connect", stop_growing)
    yield
    event.remove(db.engine, "connect", stop_growing)
    db.session.remove()
    db.engine.dispose()


def large_calendar() -> bytes:
    """More than the room that is left inside a database."""
    events = (meeting(*DAILY, f"SUMMARY:Group {n}", uid=f"u{n}") for n in range(300))
    return calendar(*events)


def contents() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    session().rollback()
    return {
        table.name: sorted(map(tuple, session().execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
    }


def require_plain_answer(answer: TestResponse, caplog: pytest.LogCaptureFixture) -> None:
    """Words for the person, and the same code in the error log."""
    page = answer.get_data(as_text=True)
    line = caplog.records[-1].getMessage()
    assert answer.status_code == 507
    assert NOTHING_CHANGED in page
    assert line.startswith("disk full ")
    assert f"say the code {line.split()[2]}" in page


@pytest.mark.parametrize("full", [no_room_for_files, no_room_in_the_database])
def test_carla_cannot_look_at_a_calendar_and_reads_why(
    full: Full,
    browser: Callable[..., Browser],
    carla: Someone,
    caplog: pytest.LogCaptureFixture,
) -> None:
    laptop = browser(carla)
    before = contents()
    with full():
        answer = send(laptop, large_calendar())
    require_plain_answer(answer, caplog)
    assert contents() == before
    assert send(laptop, large_calendar()).status_code == 303


@pytest.mark.parametrize("full", [no_room_for_files, no_room_in_the_database])
def test_what_carla_looked_at_is_not_half_taken_in(
    full: Full,
    browser: Callable[..., Browser],
    carla: Someone,
    caplog: pytest.LogCaptureFixture,
) -> None:
    laptop = browser(carla)
    address = previewed(laptop, data=large_calendar())
    form = as_shown(laptop.page(address))
    before = contents()
    with full():
        answer = laptop.post(f"{address}/apply", data=form)
    require_plain_answer(answer, caplog)
    assert contents() == before
    assert laptop.post(f"{address}/apply", data=form).status_code == 303
    assert how_many(Series) == 300


def test_ana_goes_on_reading_and_keeps_her_words(
    browser: Callable[..., Browser], ana: Someone, caplog: pytest.LogCaptureFixture
) -> None:
    phone = browser(ana)
    with time_machine.travel(clock.now() + 2 * TOUCH_EVERY), no_room_for_files():
        assert phone.get("/").status_code == 200
        assert phone.get("/schedule").status_code == 200
        answer = phone.post("/log/working-on", data={"label": "Long walks", "goal": "stop"})
    require_plain_answer(answer, caplog)
    assert "Long walks" in answer.get_data(as_text=True)


def test_what_waits_on_anas_phone_stays_there(
    browser: Callable[..., Browser], ana: Someone
) -> None:
    phone = browser(ana)
    record = a_record(ana)
    with no_room_for_files():
        answer = phone.post("/api/sync", json=record)
    assert (answer.status_code, answer.get_json()["error"]) == (507, "disk_full")
    assert phone.post("/api/sync", json=record).status_code == 201


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (PostgresqlDiskFull(), True),
        (OperationalError("INSERT", {}, PostgresqlDiskFull()), True),
        (OperationalError("INSERT", {}, UniqueViolation()), False),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (PermissionError(errno.EACCES, "Permission denied"), False),
        (ValueError("disk is full"), False),
    ],
)
def test_a_full_disk_by_its_other_names(error: Exception, full: bool) -> None:
    assert is_disk_full(error) is full
