"""Bringing a database to the shape this version expects.

Alembic is loaded when a migration runs, not before: web and worker processes that only serve
would each carry 11 MiB of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from patient_app.core.db import db
from patient_app.core.revisions import current_revision, require_known

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).resolve().parents[1] / "migrations"


class StrayReference(RuntimeError):
    """After a migration a row would point at nothing: a defect of the migration."""


def alembic_config(connection: Connection | None = None) -> "Config":
    """Alembic's settings for one connection; there is no ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


def upgrade(target: str = "head") -> None:
    """Run the missing migrations in one transaction. Raises UnknownRevision."""
    from alembic import command

    if (at := current_revision()) is not None:
        require_known(at)
    with changing_tables() as connection:
        command.upgrade(alembic_config(connection), target)


@contextmanager
def changing_tables() -> Iterator[Connection]:
    """One transaction in which tables may be built anew. Raises StrayReference, then undone.

    SQLite changes a table by making another and dropping the first, which it refuses while other
    tables point at it. So it looks away meanwhile, and everything is checked before the commit.
    """
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.execution_options(steady_writes=True).connect() as connection:
        if is_sqlite:
            _watch_references(connection, False)
        try:
            with connection.begin():
                yield connection
                if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise StrayReference
        finally:
            if is_sqlite:
                _watch_references(connection, True)


def _watch_references(connection: Connection, watched: bool) -> None:
    # Past SQLAlchemy: inside the transaction it would begin, this does nothing.
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys={'ON' if watched else 'OFF'}")
