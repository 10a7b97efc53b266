"""Reading keeps its prepared statements, and a connection that has written reads only again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from patient_app.core.db import db, session, unit_of_work
from tests.client import Browser
from tests.people import Someone


@contextmanager
def pragmas_sent() -> Iterator[list[str]]:
    """What is told to SQLite about a connection meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("PRAGMA"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_a_second_look_prepares_nothing_again(
    ana: Someone, browser: Callable[..., Browser]
) -> None:
    phone = browser(ana)
    phone.page("/")
    with pragmas_sent() as seen:
        phone.page("/")
        phone.page("/schedule")
    assert seen == []


def test_a_connection_that_has_written_cannot_write_outside_a_unit_of_work(ana: Someone) -> None:
    @unit_of_work()
    def write() -> None:
        session().execute(text("UPDATE person SET language = 'es'"))

    for _ in range(3):
        write()
        with pytest.raises(DBAPIError):
            session().execute(text("UPDATE person SET language = 'en'"))
        db.session.rollback()
    assert session().execute(text("SELECT DISTINCT language FROM person")).scalars().all() == ["es"]
