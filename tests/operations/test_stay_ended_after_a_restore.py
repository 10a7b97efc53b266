"""Promise: what ended after a backup was made does not begin again when it is restored."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Date, select

from patient_app.accounts.models import Passkey, Password, Person, RoleGrant, Totp
from patient_app.accounts.service.own_passkeys import remove_passkey
from patient_app.accounts.service.passwords import forget_password, hash_password, keep_hash
from patient_app.accounts.service.roles import deactivate_staff, end_role
from patient_app.app import create_app
from patient_app.core import audit, clock
from patient_app.core.actors import Role
from patient_app.core.config import Settings
from patient_app.core.db import Base, Instant, db, session, unit_of_work
from patient_app.episodes.models import Cover, TeamMember
from patient_app.operations.backup.restore import restore
from patient_app.operations.backup.take import take_backup
from patient_app.privacy.service.erasure import delete_account
from patient_app.registry import AFTER_RESTORE, PERSONAL_DATA
from patient_app.schedule.models import CalendarFeed
from patient_app.schedule.service.feeds import close_feed, open_feed
from tests.people import Someone, sign_in

OLD, NEW = "four plain words together", "seven paper boats go downstream"
LONG = date(2099, 1, 1)


@unit_of_work()
def add(*rows: Base) -> None:
    session().add_all(rows)


@unit_of_work()
def remove(*rows: Base) -> None:
    for row in rows:
        session().delete(session().get_one(type(row), row.id, with_for_update=True))


@unit_of_work()
def change(row: Base, **values: object) -> None:
    held = session().get_one(type(row), row.id, with_for_update=True)
    for name, value in values.items():
        setattr(held, name, value)


def a_passkey(who: Someone, number: int) -> Passkey:
    return Passkey(
        person_id=who.person_id,
        credential_id=bytes([number]) * 16,
        public_key=b"key",
        created_at=clock.now(),
    )


@pytest.fixture
def backup(settings: Settings, ana: Someone, carla: Someone, dev: Someone) -> Path:
    """A backup of days ago: passwords, passkeys, an authenticator, a calendar, a cover."""
    long_ago = clock.now() - timedelta(days=9)
    for who in (ana, carla):
        keep_hash(who.person_id, hash_password(OLD, ()), long_ago)
    add(
        a_passkey(ana, 1),
        a_passkey(ana, 2),
        Totp(person_id=carla.person_id, secret="JBSWY3DP", confirmed_at=long_ago),
        Cover(
            center_id=carla.center_id,
            staff_id=carla.person_id,
            cover_id=dev.person_id,
            from_on=date(2026, 1, 1),
            until_on=LONG,
        ),
    )
    open_feed(ana.actor, "Busy", long_ago)
    sign_in(ana)
    return take_backup(settings, settings.instance_dir / "one.backup")


def brought_back(settings: Settings, backup: Path) -> dict[str, int]:
    """Restore; what was ended again, by its word for one."""
    back = restore(settings, backup, create_app, AFTER_RESTORE)
    session().rollback()
    assert back.again is not None
    return {words[0]: count for words, count in back.again.items()}


def the(table: type[Base]) -> Base:
    """Its only row."""
    return session().scalars(select(table)).one()


def test_what_did_not_end_goes_on(backup: Path, settings: Settings, ana: Someone) -> None:
    before = {table: counted(table) for table in (Password, Passkey, Totp, Cover, CalendarFeed)}
    assert brought_back(settings, backup) == {}
    assert {table: counted(table) for table in before} == before
    assert session().scalars(select(RoleGrant.until_at)).unique().all() == [None]


def counted(table: type[Base]) -> int:
    return len(session().scalars(select(table)).all())


def test_a_role_that_ended(backup: Path, settings: Settings, carla: Someone) -> None:
    end_role(carla.person_id, carla.center_id, Role.COUNSELOR, None, clock.now())
    assert brought_back(settings, backup) == {"ended role": 1}
    held = select(RoleGrant.until_at).where(RoleGrant.person_id == carla.person_id)
    assert session().scalars(held).one() is not None


def test_a_counselor_who_left_cannot_come_back_in(
    backup: Path, settings: Settings, carla: Someone, dev: Someone
) -> None:
    deactivate_staff(carla.person_id, carla.center_id, dev.person_id, None, clock.now())
    assert brought_back(settings, backup) == {
        "ended role": 1,
        "closed account": 1,
        "ended care-team place": 1,
        "shortened cover": 1,
    }
    assert session().get_one(Person, carla.person_id).deactivated_at is not None
    places = select(TeamMember.until_at).where(TeamMember.staff_id == carla.person_id)
    assert None not in session().scalars(places).all()


def test_a_password_that_was_changed_is_the_new_one(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    newer = hash_password(NEW, ())
    keep_hash(ana.person_id, newer, clock.now())
    assert brought_back(settings, backup) == {"given-up password": 1}
    held = select(Password.hash).where(Password.person_id == ana.person_id)
    assert session().scalars(held).one() == newer


def test_a_password_that_was_forgotten_is_gone(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    forget_password(ana.person_id)
    assert brought_back(settings, backup) == {"given-up password": 1}
    assert counted(Password) == 1


def test_a_passkey_that_was_removed_is_gone(backup: Path, settings: Settings, ana: Someone) -> None:
    lost, kept = session().scalars(select(Passkey).order_by(Passkey.credential_id)).all()
    kept_id = kept.id
    remove_passkey(ana.actor, lost.id)
    assert brought_back(settings, backup) == {"given-up passkey": 1}
    assert session().scalars(select(Passkey.id)).all() == [kept_id]


def test_an_authenticator_that_was_replaced_is_gone(
    backup: Path, settings: Settings, carla: Someone
) -> None:
    remove(the(Totp))
    add(Totp(person_id=carla.person_id, secret="KRSXG5A", confirmed_at=clock.now()))
    assert brought_back(settings, backup) == {"given-up authenticator": 1}
    assert counted(Totp) == 0


def test_a_calendar_address_that_was_closed(backup: Path, settings: Settings, ana: Someone) -> None:
    close_feed(ana.actor, clock.now())
    assert brought_back(settings, backup) == {"closed calendar address": 1}
    assert the(CalendarFeed).revoked_at is not None


def test_a_calendar_address_that_was_closed_and_pruned(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    remove(the(CalendarFeed))
    assert brought_back(settings, backup) == {"closed calendar address": 1}
    assert counted(CalendarFeed) == 0


def test_a_cover_that_was_cut_short_and_one_that_was_dropped(
    backup: Path, settings: Settings
) -> None:
    change(the(Cover), until_on=date(2026, 2, 1))
    assert brought_back(settings, backup) == {"shortened cover": 1}
    assert the(Cover).until_on == date(2026, 2, 1)
    remove(the(Cover))
    assert brought_back(settings, backup) == {"dropped cover": 1}
    assert counted(Cover) == 0


def test_an_account_that_was_deleted(backup: Path, settings: Settings, ana: Someone) -> None:
    delete_account(ana.actor, PERSONAL_DATA, clock.now())
    assert brought_back(settings, backup)["deleted account"] == 1
    assert session().get_one(Person, ana.person_id).erased_at is not None
    assert counted(CalendarFeed) == 0


def test_a_younger_backup_brings_back_what_the_older_one_did_not_know(
    backup: Path, settings: Settings, ana: Someone
) -> None:
    """The wrong file first: nothing of the right one may count as thrown away."""
    add(a_passkey(ana, 3))
    audit.append(audit.Act.SIGN_IN_CHANGED, actor=ana.actor, subject_id=ana.actor.subject_id)
    keep_hash(ana.person_id, newer := hash_password(NEW, ()), clock.now())
    younger = take_backup(settings, settings.instance_dir / "two.backup")
    brought_back(settings, backup)
    session().rollback()
    assert brought_back(settings, younger) == {}
    assert counted(Passkey) == 3
    held = select(Password.hash).where(Password.person_id == ana.person_id)
    assert session().scalars(held).one() == newer


def test_data_that_cannot_be_read_tells_nothing_and_stops_nothing(
    backup: Path, settings: Settings
) -> None:
    db.session.remove()
    db.engine.dispose()
    (settings.instance_dir / "steady.db").write_bytes(b"a disk that failed" * 1000)
    assert restore(settings, backup, create_app, AFTER_RESTORE).again is None


ENDED_ANYWAY = {
    "sign_in_session.ended_at": "every sign-in ends",
    "invitation.revoked_at": "every open code is revoked",
    "series.ended_at": "a schedule to look through",
    "enrolment.until_on": "a schedule to look through",
    "obligation.until_on": "the patient's own times",
    "about_item.ended_at": "the patient's own notes",
    "episode.until_on": "a stay that ended: the operator is told to look",
    "episode.leave_until_on": "the same",
    "center_name.until_on": "a name, not a way in",
    "delivery.ended_at": "what is on its way expires",
}


def test_whatever_can_end_is_ended_again_or_has_a_reason_not_to_be() -> None:
    words = ("until_at", "until_on", "ended_at", "revoked_at", "deactivated_at")
    ends = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith(words) and isinstance(column.type, Date | Instant)
    }
    listed = {f"{each.table}.{each.column}" for each in AFTER_RESTORE.endings}
    assert ends == listed | set(ENDED_ANYWAY), "say in registry.AFTER_RESTORE or here what of it"
    assert listed.isdisjoint(ENDED_ANYWAY)


def test_every_door_names_a_table_and_columns_that_are_there() -> None:
    for door in AFTER_RESTORE.doors:
        named = {door.key, *door.carried, *((door.newer,) if door.newer else ())}
        assert named <= set(Base.metadata.tables[door.table].columns.keys()), door.table


def test_the_command_names_what_it_ended_again_and_what_to_look_through(
    backup: Path, settings: Settings, ana: Someone, carla: Someone, app: Flask
) -> None:
    end_role(carla.person_id, carla.center_id, Role.COUNSELOR, None, clock.now())
    for passkey in session().scalars(select(Passkey)).all():
        remove_passkey(ana.actor, passkey.id)
    said = app.test_cli_runner().invoke(args=["restore", str(backup)]).output
    assert "Ended since then, and ended again now: 1 ended role, 2 given-up passkeys." in said
    assert "Look through who left the program, sessions that were moved" in said
    assert "Nothing here could tell" not in said
