"""Promise: one file and the passphrase bring everything back, and a bad file changes nothing."""

import fcntl
import io
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from patient_app.accounts.models import Invitation, Person, SignInSession
from patient_app.accounts.service.passwords import hash_password, keep_hash
from patient_app.app import create_app
from patient_app.core import audit, clock, migrations
from patient_app.core.config import Settings
from patient_app.core.db import db, session, unit_of_work
from patient_app.core.sealed import blind_index, use_ring
from patient_app.operations.backup import take
from patient_app.operations.backup.envelope import seal_file
from patient_app.operations.backup.passphrase import passphrase_file
from patient_app.operations.backup.restore import rehearse, restore
from patient_app.operations.backup.take import take_backup
from patient_app.operations.backup.verify import check_sealed
from patient_app.operations.refusals import CannotDo
from patient_app.privacy.service.erasure import delete_account
from patient_app.registry import AFTER_RESTORE, PERSONAL_DATA
from tests.client import Browser
from tests.conftest import ON_POSTGRESQL
from tests.people import Someone, make_center, sign_in
from tests.rows import fill_every_table, opened_fields

PASSWORD = "four plain words together"
CANARY = "Wilhelmina Canary-Featherstone"


@pytest.fixture
def backup(settings: Settings, ana: Someone, carla: Someone) -> Path:
    """A backup of an installation where Ana's name is a word that stands out."""
    rename(ana, CANARY)
    sign_in(ana)
    return take_backup(settings, settings.instance_dir / "one.backup")


@unit_of_work()
def rename(who: Someone, name: str) -> None:
    session().get_one(Person, who.person_id, with_for_update=True).name = name


@contextmanager
def opened(settings: Settings) -> Iterator[Flask]:
    """Another installation, opened by an app of its own."""
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def bring_back(settings: Settings, backup: Path) -> None:
    with opened(settings):
        restore(settings, backup, create_app, AFTER_RESTORE)


def test_only_file_and_passphrase_are_needed_on_a_new_machine(
    backup: Path, elsewhere_settings: Settings, ana: Someone
) -> None:
    bring_back(elsewhere_settings, backup)
    with opened(elsewhere_settings):
        key = blind_index("person.sign_in_name", "ana")
        person = session().scalars(select(Person).where(Person.sign_in_key == key)).one()
        assert (person.id, person.name) == (ana.person_id, CANARY)
        assert audit.verify_chain() is None


def test_every_sealed_field_comes_back_word_for_word(
    settings: Settings, elsewhere_settings: Settings
) -> None:
    fill_every_table(center={"zone": "America/Denver"})
    before = opened_fields()
    assert all(before.values()), "every contract has a field that is filled"
    bring_back(elsewhere_settings, take_backup(settings, settings.instance_dir / "all.backup"))
    with opened(elsewhere_settings):
        after = opened_fields()
    # Nobody is half signed in, and a phone comes back with its next sign-in.
    gone = {c for c in before if c.startswith(("sign_in_step.", "push_subscription."))}
    assert after == {**before, **{each: {} for each in gone}}


def test_on_a_new_machine_the_command_says_what_cannot_be_known(
    backup: Path, elsewhere_settings: Settings
) -> None:
    with opened(elsewhere_settings) as app:
        done = app.test_cli_runner().invoke(args=["restore", str(backup)])
        assert done.exit_code == 0, done.output
    assert "Nothing here could tell what ended after 2" in done.output
    assert "From your own records of those days, end it again: deleted accounts" in done.output


def test_a_rehearsal_says_nothing_of_what_came_after(
    backup: Path, settings: Settings, app: Flask
) -> None:
    done = app.test_cli_runner().invoke(args=["restore", "--rehearse", str(backup)])
    assert done.exit_code == 0, done.output
    assert "since then" not in done.output


def test_nobody_is_signed_in_after_a_restore(
    backup: Path, elsewhere_settings: Settings, ana: Someone
) -> None:
    bring_back(elsewhere_settings, backup)
    with opened(elsewhere_settings):
        assert set(session().scalars(select(SignInSession.ended_by))) == {"restore"}


def test_a_code_used_since_the_backup_does_not_work_again(
    settings: Settings, ana: Someone, elsewhere_settings: Settings
) -> None:
    now = clock.now()

    @unit_of_work()
    def hand_out_a_code() -> None:
        session().add(
            Invitation(
                code_key=b"k" * 32,
                purpose="way_back",
                person_id=ana.person_id,
                center_id=ana.center_id,
                made_at=now,
                expires_at=now,
            )
        )

    hand_out_a_code()
    backup = take_backup(settings, settings.instance_dir / "with-code.backup")
    bring_back(elsewhere_settings, backup)
    with opened(elsewhere_settings):
        assert session().scalars(select(Invitation.revoked_at)).one() is not None


def test_no_word_is_readable_in_the_backup_or_the_database(
    backup: Path, settings: Settings
) -> None:
    files = [backup, *settings.instance_dir.glob("steady.db*")]
    for path in files:
        assert CANARY.encode() not in path.read_bytes()
        assert b"Canary" not in path.read_bytes()


def test_the_backup_is_for_its_owner_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_the_backup(backup: Path, settings: Settings) -> None:
    left = [path.name for path in settings.instance_dir.iterdir() if path.name.startswith(".")]
    assert left == []
    assert not list(settings.instance_dir.glob("*.partial"))


def test_a_passphrase_costs_much_to_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the other tests do not wait for it
    written = io.BytesIO()
    with seal_file(written, "a passphrase"):
        header = json.loads(written.getvalue().split(b"\n")[1])
    asked = {name: header["argon2id"][name] for name in ("memory_kib", "passes", "lanes")}
    assert asked == {"memory_kib": 65_536, "passes": 3, "lanes": 1}


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:16],
        lambda raw: b"",
        lambda raw: b"PK\x03\x04" + raw[4:],
        lambda raw: raw[:200] + bytes([raw[200] ^ 1]) + raw[201:],
        lambda raw: raw[:-40] + bytes([raw[-40] ^ 1]) + raw[-39:],
        lambda raw: raw + b"more",
        lambda raw: raw.replace(b'"lanes": 1', b'"lanes": 2'),
        lambda raw: raw.replace(b'"memory_kib": ', b'"memory_kib": 99999', 1),
        lambda raw: os.urandom(4096),
    ],
)
def test_a_damaged_file_changes_nothing(
    damage: Callable[[bytes], bytes], backup: Path, settings: Settings, ana: Someone
) -> None:
    rename(ana, "Ana since then")
    backup.write_bytes(damage(backup.read_bytes()))
    before = state(settings)
    with pytest.raises(CannotDo) as refused:
        restore(settings, backup, create_app, AFTER_RESTORE)
    assert str(refused.value).count("\n") == 0
    assert state(settings) == before
    assert session().get_one(Person, ana.person_id).name == "Ana since then"


def state(settings: Settings) -> tuple[bytes, list[str]]:
    """The keys, and every file that is there, locks aside."""
    files = sorted(p.name for p in settings.instance_dir.iterdir() if p.suffix != ".lock")
    return settings.keyring_file.read_bytes(), [f for f in files if not f.startswith("steady.db-")]


def test_the_wrong_passphrase_opens_nothing(backup: Path, settings: Settings) -> None:
    passphrase_file(settings).write_text("not the words that were written down")
    with pytest.raises(CannotDo, match="passphrase does not open"):
        restore(settings, backup, create_app, AFTER_RESTORE)


def test_an_easy_passphrase_is_refused_before_anything_is_written(settings: Settings) -> None:
    passphrase_file(settings).write_text("secret\n")
    with pytest.raises(CannotDo, match="at least 15"):
        take_backup(settings, settings.instance_dir / "one.backup")
    assert not (settings.instance_dir / "one.backup").exists()


def test_a_backup_never_overwrites_another(backup: Path, settings: Settings) -> None:
    held = backup.read_bytes()
    with pytest.raises(CannotDo, match="there already"):
        take_backup(settings, backup)
    assert backup.read_bytes() == held


def test_a_backup_of_another_installation_is_refused_where_people_already_are(
    backup: Path, elsewhere_settings: Settings
) -> None:
    with opened(elsewhere_settings):
        migrations.upgrade()
        make_center("other", "America/New_York")
        with pytest.raises(CannotDo, match=r"another installation|not empty"):
            restore(elsewhere_settings, backup, create_app, AFTER_RESTORE)


def test_a_backup_holds_every_commit_made_before_it_while_others_write_on(
    settings: Settings, ana: Someone, elsewhere_settings: Settings, app: Flask
) -> None:
    rename(ana, "0")
    stop = threading.Event()

    def keep_writing() -> None:
        with app.app_context():
            number = 0
            while not stop.is_set():
                rename(ana, str(number := number + 1))
            db.session.remove()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        while (written := int(session().get_one(Person, ana.person_id).name)) < 5:
            db.session.rollback()
        backup = take_backup(settings, settings.instance_dir / "busy.backup")
    finally:
        stop.set()
        writer.join()
    bring_back(elsewhere_settings, backup)
    with opened(elsewhere_settings):
        assert int(session().get_one(Person, ana.person_id).name) >= written


def test_who_was_erased_since_the_backup_stays_erased(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    if ON_POSTGRESQL:  # a restore goes into an empty database there: no ledger to carry over
        return
    delete_account(ana.actor, PERSONAL_DATA, clock.now())
    restore(settings, backup, create_app, AFTER_RESTORE)
    person = session().get_one(Person, ana.person_id)
    assert person.erased_at is not None
    assert CANARY not in (person.name or "")


def test_the_old_data_is_set_aside_not_thrown_away(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    if ON_POSTGRESQL:  # there the old database keeps its own name
        return
    rename(ana, "Ana since then")
    back = restore(settings, backup, create_app, AFTER_RESTORE)
    assert session().get_one(Person, ana.person_id).name == CANARY
    assert back.aside is not None
    restore(settings, back.aside, create_app, AFTER_RESTORE)
    assert session().get_one(Person, ana.person_id).name == "Ana since then"


def test_a_restore_leaves_no_copy_in_clear_and_no_second_key_ring(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    if ON_POSTGRESQL:  # there the old database keeps its own name
        return
    restore(settings, backup, create_app, AFTER_RESTORE)
    restore(settings, backup, create_app, AFTER_RESTORE)
    in_clear = [path for path in settings.instance_dir.rglob("*") if tells(path)]
    assert sorted(path.name for path in in_clear) == ["keyring.json", "steady.db"]
    assert len(list((settings.instance_dir / "backups").glob("before-restore-*.backup"))) == 2


def tells(path: Path) -> bool:
    """Whether a file is a database or a key ring that anyone can read."""
    if not path.is_file():
        return False
    held = path.read_bytes()
    return held.startswith(b"SQLite format 3") or b'"primaryKeyId"' in held


def test_a_damaged_database_is_replaced_and_kept_sealed_as_it_was(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    if ON_POSTGRESQL:  # its server keeps its files
        return
    db.session.remove()
    db.engine.dispose()
    (settings.instance_dir / "steady.db").write_bytes(b"a disk that failed" * 1000)
    back = restore(settings, backup, create_app, AFTER_RESTORE)
    assert session().get_one(Person, ana.person_id).name == CANARY
    assert back.aside is not None
    with pytest.raises(CannotDo, match="damaged"):
        rehearse(settings, back.aside, create_app)


def test_a_rehearsal_proves_the_file_and_changes_nothing(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    rename(ana, "Ana since then")
    fields = check_sealed()
    assert rehearse(settings, backup, create_app).sealed_fields == fields
    assert session().get_one(Person, ana.person_id).name == "Ana since then"


def test_a_running_app_is_not_pulled_from_under_people(backup: Path, settings: Settings) -> None:
    with (settings.instance_dir / "in-use.lock").open("ab") as running:
        fcntl.flock(running, fcntl.LOCK_SH)
        with pytest.raises(CannotDo, match="stop it first"):
            restore(settings, backup, create_app, AFTER_RESTORE)


def test_a_database_damaged_inside_an_intact_envelope_is_refused(
    settings: Settings, ana: Someone, monkeypatch: pytest.MonkeyPatch, elsewhere_settings: Settings
) -> None:
    if ON_POSTGRESQL:  # pg_restore reads its own archive in one transaction
        return

    def half_a_snapshot(folder: Path) -> Path:
        target = folder / "steady.db"
        with closing(sqlite3.connect(settings.instance_dir / "steady.db")) as source:
            source.execute(f"VACUUM INTO '{target}'")
        target.write_bytes(target.read_bytes()[:-8192] + bytes(8192))
        return target

    monkeypatch.setattr(take, "take_snapshot", half_a_snapshot)
    backup = take_backup(settings, settings.instance_dir / "bad.backup")
    with opened(elsewhere_settings), pytest.raises(CannotDo, match="damaged"):
        restore(elsewhere_settings, backup, create_app, AFTER_RESTORE)
    use_ring(settings.keyring_file)


def test_signing_in_works_again_with_the_restored_data(
    settings: Settings, ana: Someone, elsewhere_settings: Settings
) -> None:
    keep_hash(ana.person_id, hash_password(PASSWORD, ()), clock.now())
    bring_back(elsewhere_settings, take_backup(settings, settings.instance_dir / "one.backup"))
    with opened(elsewhere_settings) as app:
        app.test_client_class = Browser
        phone = app.test_client()
        answer = phone.post("/sign-in", data={"name": "ana", "password": PASSWORD})
        assert answer.status_code == 303
        assert phone.get("/", follow_redirects=False).status_code == 200
