"""A database on our own PostgreSQL server that is made for a rehearsal and dropped after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, create_engine, text
from sqlalchemy.exc import ProgrammingError

from patient_app.core.config import Settings
from patient_app.core.db import db
from patient_app.operations.files import only_one
from patient_app.operations.refusals import CannotDo

_TAIL = "_steady_scratch"
_LONGEST = 63  # letters of a name on PostgreSQL


@contextmanager
def scratch_database(settings: Settings) -> Iterator[URL]:
    """The address of an empty database. Raises CannotDo where we may not make one."""
    name = str(db.engine.url.database)[: _LONGEST - len(_TAIL)] + _TAIL
    quoted = db.engine.dialect.identifier_preparer.quote_identifier(name)
    with only_one(settings, "rehearsal"):
        _do(f"DROP DATABASE IF EXISTS {quoted}")  # left by a rehearsal that was cut off
        try:
            _do(f"CREATE DATABASE {quoted} TEMPLATE template0")
        except ProgrammingError:
            raise CannotDo(
                "A rehearsal needs a database of its own: "
                f"let the user of DATABASE_URL make one (ALTER ROLE {db.engine.url.username} "
                "CREATEDB)."
            ) from None
        try:
            yield db.engine.url.set(database=name)
        finally:
            _do(f"DROP DATABASE IF EXISTS {quoted}")


def _do(statement: str) -> None:
    """On a connection of its own: making and dropping databases knows no transaction."""
    engine = create_engine(db.engine.url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
