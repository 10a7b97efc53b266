"""Bringing a database to the shape this version expects.

Alembic is loaded when a migration runs, not before: web and worker processes that only serve
would each carry 11 MiB of it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from patient_app.core.db import db
from patient_app.core.revisions import current_revision, require_known

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).resolve().parents[1] / "migrations"


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
    with db.engine.execution_options(steady_writes=True).begin() as connection:
        command.upgrade(alembic_config(connection), target)
