"""Real kills at random moments, many times: nothing is lost, nothing is half there."""

import os
import random
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from patient_app.accounts.models import Person
from patient_app.app import create_app
from patient_app.core.config import Settings
from patient_app.core.db import session
from patient_app.core.sealed import use_ring
from patient_app.operations.backup.restore import rehearse
from patient_app.operations.backup.verify import check_sealed
from patient_app.operations.rotation.rotate import rotate
from tests.people import Someone

pytestmark = pytest.mark.crash
ROOT = Path(__file__).resolve().parents[2]
KILLS = 8

ROTATE = """
    import time
    from patient_app.operations.rotation import reseal, rotate
    reseal.BATCH = 1
    rotate.rotate(settings, lambda seconds: time.sleep(0.1))
"""
BACK_UP = """
    import sys
    from patient_app.operations.backup.take import take_backup
    for number in range(100):
        take_backup(settings, settings.instance_dir / "kept" / f"{number}.backup")
"""


def kill_after(seconds: float, settings: Settings, work: str) -> None:
    """Start `work` in a process of its own and kill it that long after it began."""
    begin = """
        from patient_app.app import create_app
        app = create_app()
        app.app_context().push()
        settings = app.extensions["settings"]
        print("ready", flush=True)
    """
    env = {
        **os.environ,
        "INSTANCE_DIR": str(settings.instance_dir),
        "DATABASE_URL": settings.database_url,
    }
    command = [sys.executable, "-c", textwrap.dedent(begin) + textwrap.dedent(work)]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_rotation_killed_again_and_again_loses_no_field(
    seed: int, settings: Settings, ana: Someone, ben: Someone
) -> None:
    chance = random.Random(seed)
    fields = check_sealed()
    for _ in range(KILLS):
        kill_after(chance.uniform(0.0, 0.5), settings, ROTATE)
        use_ring(settings.keyring_file)
        session().rollback()
        assert check_sealed() >= fields
    rotate(settings, lambda _seconds: None)
    assert session().get_one(Person, ana.person_id).name == "Ana"


def test_a_backup_killed_at_any_moment_is_whole_or_not_there(
    settings: Settings, ana: Someone
) -> None:
    chance = random.Random(1)
    for _ in range(3):
        kill_after(chance.uniform(0.3, 1.5), settings, BACK_UP)
        for backup in (settings.instance_dir / "kept").glob("*.backup"):
            assert rehearse(settings, backup, create_app).sealed_fields > 0
            backup.unlink()
