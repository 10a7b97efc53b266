"""Bringing a database to the shape this version expects."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from patient_app.core.db import db

_FOLDER = Path(__file__).resolve().parents[1] / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


@cache
def head_revision() -> str | None:
    """The newest migration this code ships."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def require_known(revision: str) -> None:
    """Raises alembic's CommandError for a migration this code does not ship."""
    ScriptDirectory.from_config(_config()).get_revision(revision)


def current_revision() -> str | None:
    """The migration the database is at."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(target: str = "head") -> None:
    """Run the missing migrations in one transaction."""
    with db.engine.execution_options(steady_writes=True).begin() as connection:
        command.upgrade(_config(connection), target)
