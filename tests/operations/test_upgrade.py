"""Promise: an upgrade backs up, migrates and starts; everyone is still there."""

from collections.abc import Callable

import pytest
from alembic import command, op
from flask import Flask
from sqlalchemy import inspect

from patient_app.accounts.models import Person
from patient_app.app import create_app
from patient_app.core import migrations
from patient_app.core.config import Settings
from patient_app.core.db import db, session
from patient_app.core.revisions import current_revision, head_revision, shipped_revisions
from patient_app.operations import upgrade as upgrading
from patient_app.operations.backup.restore import rehearse
from patient_app.operations.backup.verify import check_sealed
from patient_app.operations.refusals import CannotDo
from patient_app.operations.upgrade import upgrade
from tests.client import Browser
from tests.people import Someone
from tests.schedule.evenings import give_place, make_series

FIRST = shipped_revisions()[0]
WORDS = 5  # two names, two sign-in names, and the name staff know Ana by


@pytest.fixture
def lived_in(settings: Settings, center, ana: Someone, carla: Someone) -> Settings:
    """An installation of the first version, with people in it."""
    give_place(ana, make_series(center))
    db.session.remove()
    with migrations.changing_tables() as connection:
        command.downgrade(migrations.alembic_config(connection), FIRST)
    db.engine.dispose()  # what prepared statements remember is gone with the tables
    assert current_revision() == FIRST
    assert not inspect(db.engine).has_table("craving_entry")
    return settings


def test_everyone_is_still_there_and_every_word_opens(lived_in: Settings, ana: Someone) -> None:
    done = upgrade(lived_in)
    assert (done.before, done.after) == (FIRST, head_revision())
    assert current_revision() == head_revision()
    assert session().get_one(Person, ana.person_id).name == "Ana"
    assert check_sealed() == WORDS + 1  # and the key for push services, made by the way


def test_before_anything_changes_there_is_a_backup_that_brings_the_old_data_back(
    lived_in: Settings, ana: Someone
) -> None:
    done = upgrade(lived_in)
    assert done.backup is not None
    assert done.backup.parent == lived_in.instance_dir / "backups"
    assert done.backup.name.startswith("before-")
    assert done.backup.name.endswith(f"-{FIRST}.backup")
    assert rehearse(lived_in, done.backup, create_app).sealed_fields == WORDS


def test_then_it_starts_and_ana_sees_her_day(
    lived_in: Settings, ana: Someone, app: Flask, browser: Callable[..., Browser]
) -> None:
    assert browser().get("/healthz").status_code == 503
    upgrade(lived_in)
    assert browser().get("/healthz").status_code == 200
    assert "Evening group" in browser(ana).page("/schedule")


def test_without_a_backup_nothing_is_migrated(
    lived_in: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise CannotDo("The disk is too full.")

    monkeypatch.setattr(upgrading, "take_backup", full)
    with pytest.raises(CannotDo):
        upgrade(lived_in)
    assert current_revision() == FIRST


def test_a_migration_that_fails_half_way_leaves_the_old_version_whole(
    lived_in: Settings, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def make_two(name: str, *columns: object) -> None:
        if len(made) == 2:
            raise InterruptedError
        made.append(name)
        create_table(name, *columns)

    create_table = op.create_table
    monkeypatch.setattr(op, "create_table", make_two)
    with pytest.raises(InterruptedError):
        upgrade(lived_in)
    assert current_revision() == FIRST
    assert not inspect(db.engine).has_table(made[0])
    assert session().get_one(Person, ana.person_id).name == "Ana"


def test_the_same_version_again_changes_nothing_and_makes_no_backup(settings: Settings) -> None:
    done = upgrade(settings)
    assert not done.changed
    assert not (settings.instance_dir / "backups").exists()
