"""Promise: on a full disk a command says one sentence, and what was there stays.

A limit on the size of files stands in for the disk: the same writes fail, on every machine.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from patient_app.core.config import Settings
from patient_app.core.db import db, session
from patient_app.operations.backup.passphrase import make_passphrase, passphrase_file
from patient_app.operations.backup.take import take_backup
from patient_app.operations.refusals import CannotDo
from patient_app.schedule.models import Series
from tests.importing.files import calendar, event
from tests.people import Place, Someone

ROOT = Path(__file__).resolve().parents[2]
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
FULL_WHEN_SEALING = """
import resource, sys
from pathlib import Path
from patient_app.app import create_app
from patient_app.operations.backup import take

real = take.describe
def describe(*about):
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    return real(*about)
take.describe = describe
app = create_app()
with app.app_context():
    try:
        take.take_backup(app.extensions["settings"], Path(sys.argv[1]))
    except take.CannotDo as refusal:
        sys.exit(f"Error: {refusal}")
"""


@pytest.fixture
def earlier(settings: Settings, ana: Someone) -> Path:
    """A backup from before the disk was full."""
    return take_backup(settings, settings.instance_dir / "backups" / "earlier.backup")


def environment(settings: Settings) -> dict[str, str]:
    """What a command of this installation is started with."""
    return {
        **os.environ,
        "INSTANCE_DIR": str(settings.instance_dir),
        "DATABASE_URL": settings.database_url,
        "KEYRING_FILE": str(settings.keyring_file),
    }


def run(settings: Settings, *words: object, largest: int | None = None) -> str:
    """What a command in a process of its own says on stderr; it must fail."""

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert done.returncode, done.stdout
    return done.stderr


def contents(settings: Settings) -> dict[str, bytes]:
    """Every file but locks and SQLite's own helpers, once nothing of ours is under way."""
    db.session.remove()
    db.engine.dispose()
    return {
        str(path.relative_to(settings.instance_dir)): path.read_bytes()
        for path in settings.instance_dir.rglob("*")
        if path.is_file() and not path.name.endswith((".lock", ".next", "-wal", "-shm"))
    }


@pytest.mark.parametrize("largest", [50_000, 200_000])
def test_a_backup_is_refused_and_earlier_ones_stay(
    earlier: Path, settings: Settings, largest: int
) -> None:
    before = contents(settings)
    target = settings.instance_dir / "backups" / "late.backup"
    said = run(settings, *FLASK, "backup", target, largest=largest)
    assert said.startswith("Error: No backup was made; earlier ones are as they were (")
    assert said.count("\n") == 1
    assert contents(settings) == before


def test_a_disk_that_fills_up_while_the_file_is_sealed(earlier: Path, settings: Settings) -> None:
    before = contents(settings)
    target = settings.instance_dir / "backups" / "late.backup"
    said = run(settings, sys.executable, "-c", FULL_WHEN_SEALING, target)
    assert said.startswith("Error: No backup was made; earlier ones are as they were (")
    assert said.count("\n") == 1
    assert contents(settings) == before


@pytest.mark.parametrize("largest", [5_000, 200_000])
def test_a_restore_changes_nothing(earlier: Path, settings: Settings, largest: int) -> None:
    before = contents(settings)
    said = run(settings, *FLASK, "restore", earlier, largest=largest)
    assert said.startswith("Error: Nothing was changed: the disk cannot be written or read (")
    assert said.count("\n") == 1
    assert contents(settings) == before


def test_a_rotation_says_that_it_is_not_finished(earlier: Path, settings: Settings) -> None:
    said = run(settings, *FLASK, "keys", "rotate", largest=50)
    assert said.startswith("Error: The rotation is not finished: run it again when there is room (")
    assert said.count("\n") == 1
    done = subprocess.run(
        [*FLASK, "keys", "rotate"], cwd=ROOT, env=environment(settings), check=True
    )
    assert done.returncode == 0


def test_an_import_takes_nothing_in(settings: Settings, center: Place, tmp_path: Path) -> None:
    daily = ("DTSTART:20260101T180000", "DURATION:PT1H", "RRULE:FREQ=DAILY", "SUMMARY:Group")
    file = tmp_path / "calendar.ics"
    file.write_bytes(calendar(*(event(*daily, uid=f"u{n}") for n in range(60))))
    size = (settings.instance_dir / "steady.db").stat().st_size
    words = ("schedule", "import", file, "--format", "ics", "--json")
    said = run(settings, *FLASK, *words, largest=size + 50_000)
    assert said.startswith("Error: Nothing was taken in (")
    assert said.count("\n") == 1
    assert session().scalar(select(func.count()).select_from(Series)) == 0


def test_an_import_is_done_even_when_its_report_cannot_be_written(
    settings: Settings, center: Place, tmp_path: Path
) -> None:
    file = tmp_path / "calendar.ics"
    file.write_bytes(calendar(event("DTSTART:20261201T180000", "DURATION:PT1H", uid="one")))
    words = ("schedule", "import", file, "--format", "ics", "--json", "--report", "/dev/full")
    said = run(settings, *FLASK, *words)
    assert said == (
        "Error: The import is done, but its report cannot be written (No space left on device).\n"
    )
    assert session().scalar(select(func.count()).select_from(Series)) == 1


def test_half_a_passphrase_is_none(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    passphrase_file(settings).unlink()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(CannotDo, match="No recovery passphrase was made"):
            make_passphrase(settings)
    assert not passphrase_file(settings).exists()
    assert make_passphrase(settings) is not None
