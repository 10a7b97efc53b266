"""Promise: however many write at once, nobody is refused and nobody's change is lost."""

from flask import Flask

from tests.conftest import ON_POSTGRESQL
from tests.core.crowd import hammer

# The budget of 500 ms is measured by `make bench` on a quiet machine; here only "not for ever".
PATIENCE_MS = 20_000


def url_of(app: Flask) -> str:
    return str(app.extensions["settings"].database_url)


def test_sixteen_writers_in_four_processes_lose_nothing(app: Flask) -> None:
    told = hammer(url_of(app))
    assert (told.errors, told.lost) == (0, 0), told
    assert told.worst_ms < PATIENCE_MS


def test_writers_wait_in_line_longer_than_the_database_would(app: Flask) -> None:
    if ON_POSTGRESQL:  # there the rows' own locks are the line
        return
    told = hammer(url_of(app), rounds=3, hold_ms=20, busy_ms=100)
    assert (told.errors, told.lost) == (0, 0), told


def test_without_the_file_lock_the_same_writers_are_refused(app: Flask) -> None:
    """The proof that the test above can fail."""
    if ON_POSTGRESQL:
        return
    told = hammer(url_of(app), rounds=3, hold_ms=20, busy_ms=100, lock=False)
    assert told.errors > 0, told
