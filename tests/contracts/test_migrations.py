"""One way from an empty database to the tables the code expects."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import patient_app
from patient_app.core.db import Base, db

FOLDER = Path(patient_app.__file__).parent / "migrations"


def test_there_is_one_newest_migration():
    assert len(ScriptDirectory(str(FOLDER)).get_heads()) == 1


def test_the_migrations_make_what_the_models_say(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("path", sorted((FOLDER / "versions").glob("*.py")), ids=lambda p: p.stem)
def test_a_migration_is_dated_and_named(path):
    date, _, name = path.stem.partition("_")
    assert date.isdigit()
    assert len(date) >= 8
    assert name
