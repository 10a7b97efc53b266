"""One PostgreSQL database lent to test after test, and emptied in between.

Measured: to make a database and drop it takes 150 ms, to empty one 5. A test may do with its
database what it likes: one whose tables it changed is dropped, not lent again.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tests import databases

# Nothing vacuums the tests' server: what was deleted lies there, and reading goes past it.
ROWS_AT_MOST = 5_000
EMPTY = """
    SELECT string_agg(format('DELETE FROM %I', tablename), ';') FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""
# Who last touched each row of the catalogue: it changes with every change of a table.
SHAPE = """
    WITH parts AS (SELECT oid, xmin FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    SELECT (SELECT array_agg((oid, xmin) ORDER BY oid)::text FROM parts),
           (SELECT sum(xmin::text::bigint) FROM pg_attribute
               WHERE attrelid IN (SELECT oid FROM parts)),
           (SELECT array_agg((oid, xmin) ORDER BY oid)::text FROM pg_constraint
               WHERE connamespace = 'public'::regnamespace),
           (SELECT array_agg((xmin, version_num))::text FROM alembic_version)
"""
OTHERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Lender:
    """Hands a database like the template to one test at a time."""

    def __init__(self, template: str) -> None:
        self._template = template
        self._ready: Lent | None = None

    @contextmanager
    def lend(self, folder: Path) -> Iterator[str]:
        """A database with all tables and no row."""
        if self._template.startswith("sqlite"):  # a small file, copied in a millisecond
            with databases.copy(self._template, folder) as url:
                yield url
            return
        lent, self._ready = self._ready or Lent(self._template), None
        try:
            yield lent.url
        finally:
            self._take_back(lent)

    def close(self) -> None:
        """Drop what is left."""
        if self._ready is not None:
            self._ready.drop()

    def _take_back(self, lent: "Lent") -> None:
        if lent.emptied():
            self._ready = lent
        else:
            lent.drop()


class Lent:
    """A copy of the template, with a connection of its owner's to look after it."""

    def __init__(self, template: str) -> None:
        self._made = ExitStack()
        self.url = self._made.enter_context(databases.copy(template, Path()))
        self._owner = self._made.enter_context(psycopg.connect(self.url, autocommit=True))
        # Rows go in any order: nothing is left that could point at them.
        self._owner.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")
        (self._empty,) = self._owner.execute(EMPTY).fetchone()
        self._shape = self._look()
        self._deleted = 0

    def emptied(self) -> bool:
        """Delete every row; False when it is not fit to be lent again."""
        try:
            self._owner.execute(OTHERS)
            if self._look() != self._shape:
                return False
            self._delete()
        except psycopg.Error:  # its tables are gone, or the server went down meanwhile
            return False
        return self._deleted < ROWS_AT_MOST

    def drop(self) -> None:
        """It is not needed any more."""
        self._made.close()

    def _delete(self) -> None:
        done = self._owner.execute(self._empty)
        self._deleted += sum(each.rowcount for each in done.results())

    def _look(self) -> object:
        return self._owner.execute(SHAPE).fetchone()
