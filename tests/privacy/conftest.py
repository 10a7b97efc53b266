"""Counting what a page asks of the database."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from patient_app.core.db import db


@pytest.fixture
def queries(app) -> Iterator[Callable[[Callable[[], object]], list[str]]]:
    """`queries(lambda: phone.page("/"))` -> the SELECTs it took."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    def count(work: Callable[[], object]) -> list[str]:
        seen.clear()
        work()
        return list(seen)

    event.listen(db.engine, "before_cursor_execute", note)
    yield count
    event.remove(db.engine, "before_cursor_execute", note)
