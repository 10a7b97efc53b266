"""Promise: keys can be changed while people write, and a rotation killed anywhere goes on."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Person
from patient_app.core import audit
from patient_app.core.config import Settings
from patient_app.core.db import session, unit_of_work
from patient_app.core.sealed import CannotUnseal, current_ring
from patient_app.core.sealed.keyring import KeyRing, key_id_of
from patient_app.core.sealed.ring import use_ring
from patient_app.episodes.models import Episode
from patient_app.operations.backup.verify import check_sealed
from patient_app.operations.rotation import reseal, rotate
from tests.people import Someone

ROOT = Path(__file__).resolve().parents[2]


class Interrupted(BaseException):
    """Somebody pulled the plug."""


def no_pause(_seconds: float) -> None:
    pass


def key_ids(settings: Settings) -> list[int]:
    document = json.loads(settings.keyring_file.read_text())
    return [key["keyId"] for key in document["fields"]["key"]]


def test_every_field_is_under_the_new_key_and_the_old_key_is_gone(
    settings: Settings, ana: Someone, ben: Someone, carla: Someone
) -> None:
    (old,) = key_ids(settings)
    fields = check_sealed()
    assert rotate.rotate(settings, no_pause) == fields
    (new,) = key_ids(settings)
    assert new != old
    held = session().scalars(select(Person.name_sealed)).all()
    assert {key_id_of(value) for value in held} == {new}
    assert session().get_one(Person, ana.person_id).name == "Ana"
    assert audit.verify_chain() is None


def test_more_rows_than_one_batch_are_all_sealed_again(
    settings: Settings, ana: Someone, ben: Someone, carla: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reseal, "BATCH", 2)
    rotate.rotate(settings, no_pause)
    assert reseal.fields_under_old_keys() == 0
    assert check_sealed() > 0


PLUGS = [
    ("before the new key is written", rotate, "write_ring", 0),
    ("before it is promoted", rotate, "write_ring", 1),
    ("before anything is sealed again", rotate, "reseal_all", 0),
    ("before the sweep is written down", rotate, "write_ring", 2),
    ("before the old key is dropped", rotate, "write_ring", 3),
    ("after the first batch", reseal, "_reseal_batch", 1),
    ("in the middle of the batches", reseal, "_reseal_batch", 3),
]


@pytest.mark.parametrize(("when", "module", "name", "calls"), PLUGS, ids=[p[0] for p in PLUGS])
def test_an_interrupted_rotation_goes_on_where_it_ended(
    when: str,
    module: object,
    name: str,
    calls: int,
    settings: Settings,
    ana: Someone,
    ben: Someone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (old,) = key_ids(settings)
    monkeypatch.setattr(reseal, "BATCH", 1)
    with monkeypatch.context() as plug:
        plug.setattr(module, name, pulled_after(calls, getattr(module, name)))
        with pytest.raises(Interrupted):
            rotate.rotate(settings, no_pause)
    use_ring(settings.keyring_file)
    assert session().get_one(Person, ana.person_id).name == "Ana"  # readable in between
    rotate.rotate(settings, no_pause)
    assert old not in key_ids(settings)
    assert len(key_ids(settings)) == 1
    assert reseal.fields_under_old_keys() == 0
    check_sealed()


def pulled_after(calls: int, real: Callable[..., object]) -> Callable[..., object]:
    left = [calls]

    def call(*args: object, **kwargs: object) -> object:
        if left[0] == 0:
            raise Interrupted
        left[0] -= 1
        return real(*args, **kwargs)

    return call


def test_a_field_written_under_the_old_key_during_the_sweep_keeps_the_old_key_alive(
    settings: Settings, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = KeyRing.load(settings.keyring_file)
    real = rotate._note_rotation

    def someone_writes_late() -> None:
        write_with(stale, ana, "Ana, late")
        real()

    monkeypatch.setattr(rotate, "_note_rotation", someone_writes_late)
    rotate.rotate(settings, no_pause)
    assert stale.primary_key_id not in key_ids(settings)
    assert session().get_one(Person, ana.person_id).name == "Ana, late"


@unit_of_work()
def write_with(ring: KeyRing, who: Someone, name: str) -> None:
    """What a process does that has not looked at the ring's file yet."""
    person = session().get_one(Person, who.person_id, with_for_update=True)
    person.name_sealed = ring.seal(name, f"person.name:{person.id}".encode())


def test_another_process_seals_under_the_new_key_within_a_second(
    settings: Settings, ana: Someone
) -> None:
    seen: list[float] = []
    script = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from patient_app.core.sealed import current_ring, use_ring
        use_ring(Path(sys.argv[1]))
        print(current_ring().primary_key_id, flush=True)
        sys.stdin.readline()
        deadline = time.monotonic() + 1.2
        while time.monotonic() < deadline:
            last = current_ring().primary_key_id
        print(last, flush=True)
    """)
    command = [sys.executable, "-c", script, str(settings.keyring_file)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        before = int(other.stdout.readline())
        rotate.rotate(settings, seen.append)
        other.stdin.write("\n")
        other.stdin.flush()
        after = int(other.stdout.readline())
    assert after == current_ring().primary_key_id != before
    assert seen == [rotate.GRACE] * 3


def test_a_ciphertext_in_the_wrong_row_stops_the_sweep_and_keeps_every_key(
    settings: Settings, ana: Someone, ben: Someone
) -> None:
    @unit_of_work()
    def swap() -> None:
        one, other = session().scalars(select(Episode).with_for_update()).all()
        one.known_as_sealed = other.known_as_sealed

    swap()
    with pytest.raises(CannotUnseal):
        rotate.rotate(settings, no_pause)
    assert len(key_ids(settings)) == 2


@pytest.mark.parametrize("delay", [0.9, 1.3, 1.8])
def test_a_process_killed_while_it_rotates_loses_nothing(
    delay: float, settings: Settings, ana: Someone, ben: Someone
) -> None:
    script = textwrap.dedent("""
        import time
        from patient_app.app import create_app
        from patient_app.operations.rotation import reseal, rotate
        reseal.BATCH = 1
        app = create_app()
        with app.app_context():
            print("ready", flush=True)
            rotate.rotate(app.extensions["settings"], lambda s: time.sleep(0.4))
    """)
    env = {
        **os.environ,
        "INSTANCE_DIR": str(settings.instance_dir),
        "DATABASE_URL": settings.database_url,
    }
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) as rotating:
        assert rotating.stdout is not None
        rotating.stdout.readline()
        try:
            rotating.wait(delay - 0.6)
        except subprocess.TimeoutExpired:
            rotating.send_signal(signal.SIGKILL)
    use_ring(settings.keyring_file)
    rotate.rotate(settings, no_pause)
    assert len(key_ids(settings)) == 1
    assert session().get_one(Person, ana.person_id).name == "Ana"
    check_sealed()
