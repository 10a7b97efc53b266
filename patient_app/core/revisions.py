"""Which migration a database is at, and which this code ships.

Asked by every web process, so without Alembic, which costs 11 MiB of memory in each. A
migration's file is named by its revision, dates first: sorted, the last is the newest.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import inspect, text

from patient_app.core.db import db

FOLDER = Path(__file__).resolve().parents[1] / "migrations" / "versions"


class UnknownRevision(LookupError):
    """A database was written by a version that this code does not know."""


@cache
def shipped_revisions() -> tuple[str, ...]:
    """All migrations of this code, oldest first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("[0-9]*.py")))


def head_revision() -> str:
    """The newest migration this code ships."""
    return shipped_revisions()[-1]


def current_revision() -> str | None:
    """The migration the database is at; None for one without tables."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def require_known(revision: str) -> None:
    """Raises UnknownRevision for a migration this code does not ship."""
    if revision not in shipped_revisions():
        raise UnknownRevision(revision)
