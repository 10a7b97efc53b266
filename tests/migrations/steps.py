"""Going back, to go forward again with data."""

from alembic import command

from patient_app.core.db import db, session
from patient_app.core.migrations import alembic_config


def go_back(revision: str) -> None:
    """Bring the tables to an earlier shape."""
    session().rollback()
    with db.engine.execution_options(steady_writes=True).begin() as connection:
        command.downgrade(alembic_config(connection), revision)
