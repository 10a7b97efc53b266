"""Promise: a restore into PostgreSQL that was cut off can be run again, and nothing starts before.

On SQLite files are renamed instead (test_finish_a_swap.py), and there is nothing to do here.
"""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from patient_app.accounts.models import Person
from patient_app.app import create_app
from patient_app.core.config import Settings
from patient_app.core.db import db, session
from patient_app.core.sealed import use_ring
from patient_app.operations.backup.swap import MARKER
from patient_app.operations.backup.take import take_backup
from tests.conftest import ON_POSTGRESQL
from tests.people import Someone

ROOT = Path(__file__).resolve().parents[2]
SAID = "A restore was interrupted: run the same restore again, then start.\n"
RESTORE = """
    import sys, time
    from patient_app.operations.backup import postgresql

    def then_nothing(real):
        def call(*args):
            real(*args)
            print("here", flush=True)
            time.sleep(60)
        return call

    name = sys.argv.pop(1)
    setattr(postgresql, name, then_nothing(getattr(postgresql, name)))
    import flask.cli
    flask.cli.cli.main(["--app", "wsgi", "restore", *sys.argv[1:]])
"""


def environment(settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "INSTANCE_DIR": str(settings.instance_dir),
        "DATABASE_URL": settings.database_url,
        "BACKUP_PASSPHRASE_FILE": str(settings.backup_passphrase_file),
    }


def run(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment(settings), capture_output=True, text=True, timeout=120
    )


def kill_a_restore(settings: Settings, backup: Path, after: str) -> None:
    command = [sys.executable, "-c", textwrap.dedent(RESTORE), after, str(backup)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(settings), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.kill()


@pytest.mark.parametrize("after", ["find_program", "fill_postgresql", "_use_keys", "check_sealed"])
def test_nothing_starts_until_it_was_run_again(
    after: str, settings: Settings, ana: Someone, elsewhere_settings: Settings
) -> None:
    if not ON_POSTGRESQL:
        return
    backup = take_backup(settings, settings.instance_dir / "one.backup")
    kill_a_restore(elsewhere_settings, backup, after)
    begun = after != "find_program"
    assert (elsewhere_settings.instance_dir / MARKER).exists() is begun
    for words in (["serve.py"], ["-m", "flask", "--app", "wsgi", "upgrade"]) if begun else ():
        done = run(elsewhere_settings, *words)
        assert (done.returncode, done.stderr.removeprefix("Error: ")) == (1, SAID)
    again = run(elsewhere_settings, "-m", "flask", "--app", "wsgi", "restore", str(backup))
    assert again.returncode == 0, again.stderr
    assert run(elsewhere_settings, "-c", "import wsgi").returncode == 0
    with create_app(elsewhere_settings).app_context():
        assert session().get_one(Person, ana.person_id).name == "Ana"
        db.session.remove()
        db.engine.dispose()
    use_ring(settings.keyring_file)
