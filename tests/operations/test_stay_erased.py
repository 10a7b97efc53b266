"""Promise: who deleted their account stays deleted, whatever backup comes back, and wherever."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Person
from patient_app.app import create_app
from patient_app.core import clock, erased
from patient_app.core.config import Settings
from patient_app.core.db import db, session
from patient_app.operations.backup.restore import restore
from patient_app.operations.backup.take import take_backup
from patient_app.operations.jobs.own import BACKUP
from patient_app.privacy.models import Erasure
from patient_app.privacy.service.erasure import delete_account
from patient_app.registry import AFTER_RESTORE, PERSONAL_DATA
from tests.conftest import ON_POSTGRESQL
from tests.people import Someone


@pytest.fixture
def backup(settings: Settings, ana: Someone, ben: Someone) -> Path:
    """A backup from before Ana deleted her account."""
    made = take_backup(settings, settings.instance_dir / "backups" / "before.backup")
    delete_account(ana.actor, PERSONAL_DATA, clock.now())
    return made


def names_after(settings: Settings, backup: Path, *who: Someone) -> list[str]:
    """What people are called after a restore on that machine."""
    with create_app(settings).app_context():
        restore(settings, backup, create_app, AFTER_RESTORE)
        names = [session().get_one(Person, each.person_id).name for each in who]
        db.session.remove()
        db.engine.dispose()
    return names


def carried(backup: Path, folder: Path, *names: str) -> Path:
    """What an operator copied to another machine."""
    folder.mkdir(exist_ok=True)
    for name in (backup.name, *names):
        shutil.copy(backup.with_name(name), folder)
    return folder / backup.name


def test_on_a_new_machine_the_list_beside_the_backup_is_enough(
    backup: Path, elsewhere_settings: Settings, ana: Someone, ben: Someone, tmp_path: Path
) -> None:
    came = carried(backup, tmp_path / "stick", erased.NAME)
    assert names_after(elsewhere_settings, came, ana, ben) == ["–", "Ben"]
    for place in erased.places(elsewhere_settings):  # the new machine knows from now on
        assert erased.key_of(ana.person_id) in erased.read([place])


def test_the_list_beside_the_key_ring_is_enough(
    backup: Path, settings: Settings, elsewhere_settings: Settings, ana: Someone, tmp_path: Path
) -> None:
    beside_the_ring, _ = erased.places(settings)
    shutil.copy(beside_the_ring, elsewhere_settings.keyring_file.parent)
    came = carried(backup, tmp_path / "stick")
    assert names_after(elsewhere_settings, came, ana) == ["–"]


def test_without_any_list_a_backup_brings_back_whom_it_holds(
    backup: Path, elsewhere_settings: Settings, ana: Someone, tmp_path: Path
) -> None:
    came = carried(backup, tmp_path / "stick")
    assert names_after(elsewhere_settings, came, ana) == ["Ana"]


def test_a_list_of_another_installation_erases_nobody(
    backup: Path, elsewhere_settings: Settings, ben: Someone, tmp_path: Path
) -> None:
    came = carried(backup, tmp_path / "stick", erased.NAME)
    stranger = "ab" * 32
    came.with_name(erased.NAME).write_text(f"{stranger} {clock.now().isoformat()}\n")
    assert names_after(elsewhere_settings, came, ben) == ["Ben"]


def test_where_the_database_is_damaged_the_list_still_knows(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    if ON_POSTGRESQL:  # its server keeps its files
        return
    db.session.remove()
    db.engine.dispose()
    (settings.instance_dir / "steady.db").write_bytes(b"a disk that failed" * 1000)
    restore(settings, backup, create_app, AFTER_RESTORE)
    assert session().get_one(Person, ana.person_id).erased_at is not None


def test_the_list_names_nobody(backup: Path, settings: Settings, ana: Someone) -> None:
    for place in erased.places(settings):
        told = place.read_text()
        assert place.stat().st_mode & 0o777 == 0o600
        assert str(ana.person_id) not in told
        assert ana.person_id.hex not in told
        assert "Ana" not in told


def test_what_a_full_disk_kept_from_the_list_is_added_at_night(
    settings: Settings, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(erased, "_append", full)
        delete_account(ana.actor, PERSONAL_DATA, clock.now())
    assert session().scalars(select(Erasure.person_id)).all() == [ana.person_id]
    BACKUP.run(clock.now())
    for place in erased.places(settings):
        assert list(erased.read([place])) == [erased.key_of(ana.person_id)]


def full(*_args: object) -> None:
    raise OSError(28, "No space left on device")


def test_an_erasure_that_did_not_happen_is_on_no_list(
    app, settings: Settings, ana: Someone
) -> None:
    class Stubborn:
        feature, tables = "stubborn", frozenset()

        def erase(self, person_id, now) -> None:
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        delete_account(ana.actor, (*PERSONAL_DATA, Stubborn()), clock.now())
    assert erased.read(erased.places(settings)) == {}


@pytest.mark.parametrize("cut", [1, 10, 15, 23, 70])
def test_a_line_that_was_cut_off_hides_none_of_the_others(
    cut: int, settings: Settings, ana: Someone, ben: Someone
) -> None:
    delete_account(ana.actor, PERSONAL_DATA, clock.now())
    place, _ = erased.places(settings)
    place.write_text(place.read_text()[:-cut])
    delete_account(ben.actor, PERSONAL_DATA, clock.now())
    assert erased.key_of(ben.person_id) in erased.read([place])
