"""Tables that others point at can be built anew, and no row is left pointing at nothing."""

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from patient_app.core import migrations
from patient_app.core.db import db, session
from tests.conftest import ON_POSTGRESQL


def test_a_table_that_others_point_at_is_built_anew_with_everyone_in_it(ana, carla):
    if ON_POSTGRESQL:  # it changes tables where they stand
        return
    with migrations.changing_tables() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("person", recreate="always"):
            pass
    names = session().execute(text("SELECT count(*) FROM person")).scalar_one()
    assert names == 2


def test_a_row_that_would_point_at_nothing_undoes_it_all(ana):
    if ON_POSTGRESQL:  # it never looks away
        return
    with pytest.raises(migrations.StrayReference), migrations.changing_tables() as connection:
        connection.execute(text("DELETE FROM person"))
    assert session().execute(text("SELECT count(*) FROM person")).scalar_one() == 1


def test_afterwards_references_are_watched_again(app):
    with migrations.changing_tables():
        pass
    if not ON_POSTGRESQL:
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
