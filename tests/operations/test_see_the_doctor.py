"""Promise: the doctor says plainly what is wrong, and the command fails only then."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from patient_app.centers.models import CenterHost
from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.db import session, unit_of_work
from patient_app.core.ids import new_id
from patient_app.notifications.models import Delivery, PushSubscription, Reminder
from patient_app.notifications.service.inbox import send_test
from patient_app.operations.backup.take import take_backup
from patient_app.operations.doctor import data, machine, production, work
from patient_app.operations.doctor.examine import examine
from patient_app.operations.doctor.findings import State
from patient_app.operations.jobs import heartbeat
from patient_app.operations.jobs.own import REHEARSAL
from patient_app.operations.jobs.queue import open_queue
from patient_app.operations.jobs.runner import JobRunner
from patient_app.operations.jobs.slots import slot_at
from tests.people import Someone


def test_a_healthy_installation_is_called_well(settings: Settings, ana: Someone) -> None:
    heartbeat.beat(new_id(), clock.now())
    states = {finding.about: finding.state for finding in examine(settings)}
    assert State.BROKEN not in states.values()
    assert states["keys"] is State.WELL
    assert states["worker"] is State.WELL


def test_a_worker_that_fell_silent_is_missed(settings: Settings) -> None:
    assert work.worker(settings).state is State.BROKEN
    heartbeat.beat(new_id(), clock.now() - timedelta(minutes=5))
    assert work.worker(settings).state is State.BROKEN
    heartbeat.beat(new_id(), clock.now())
    assert work.worker(settings).state is State.WELL


def test_keys_that_do_not_open_a_field_are_noticed(settings: Settings, ana: Someone) -> None:
    @unit_of_work()
    def damage() -> None:
        session().execute(text("UPDATE person SET name_sealed = :held"), {"held": b"\x01" * 40})

    damage()
    assert data.keys(settings).state is State.BROKEN


def test_a_key_ring_that_was_damaged_under_a_running_app_is_noticed(settings: Settings) -> None:
    settings.keyring_file.write_bytes(b"")
    found = data.keys(settings)
    assert found.state is State.BROKEN
    assert "is empty or damaged" in found.sentence


def test_reminders_that_are_late_or_refused_or_given_up_are_noticed(
    settings: Settings, ana: Someone
) -> None:
    assert work.push(settings).state is State.WELL
    now = clock.now()
    reminder_id = send_test(ana.person_id, now)

    @unit_of_work()
    def give_up() -> None:
        session().get_one(Reminder, reminder_id).state = "told"
        row = Delivery(
            reminder_id=reminder_id,
            subscription_id=new_id(),
            state="dead",
            next_at=now,
            status=503,
            ended_at=now,
        )
        session().add(row)

    with time_machine.travel(now + timedelta(minutes=3)):
        assert "1 reminders are late" in work.push(settings).sentence
    give_up()
    assert work.push(settings).state is State.WATCH

    @unit_of_work()
    def refuse() -> None:
        row = PushSubscription(
            person_id=ana.person_id,
            session_id=new_id(),
            endpoint_key=b"x" * 32,
            endpoint="https://web.push.apple.com/x",
            p256dh="",
            auth="",
            service="web.push.apple.com",
            made_at=now,
            seen_at=now,
            refused_at=now,
        )
        session().add(row)

    refuse()
    assert "web.push.apple.com" in work.push(settings).sentence


@pytest.mark.parametrize(
    ("subject", "state"),
    [
        (None, State.BROKEN),
        ("mailto: ops@example.org", State.BROKEN),
        ("mailto:ops@localhost", State.BROKEN),
        ("https://example.org/contact", State.BROKEN),
        ("mailto:ops@example.org", State.WELL),
    ],
)
def test_production_wants_an_address_push_services_can_write_to(
    settings: Settings, subject: str | None, state: State
) -> None:
    assert production.push_subject(replace(settings, vapid_subject=subject)).state is state


def test_keys_that_others_can_read_are_noticed(settings: Settings) -> None:
    settings.keyring_file.chmod(0o644)
    assert "chmod 600" in data.keys(settings).sentence


def test_a_changed_audit_is_noticed(settings: Settings, ana: Someone) -> None:
    from patient_app.core import audit

    audit.append(audit.Act.SETTINGS_CHANGED, actor=ana.actor)
    audit.append(audit.Act.SETTINGS_CHANGED, actor=ana.actor)
    assert data.audit_chain(settings).state is State.WELL

    @unit_of_work()
    def hush() -> None:
        session().execute(text("DELETE FROM audit_event WHERE number = 1"))

    hush()
    assert data.audit_chain(settings).state is State.BROKEN


def test_a_missing_passphrase_is_noticed(settings: Settings) -> None:
    elsewhere = replace(settings, backup_passphrase_file=settings.instance_dir / "gone")
    assert work.backup(elsewhere).state is State.BROKEN


def test_an_interrupted_restore_is_noticed(settings: Settings) -> None:
    (settings.instance_dir / "restore.journal").touch()
    assert "run the same restore again" in data.database(settings).sentence


@pytest.mark.parametrize("name", ["Sober Days", "Recovery", "IOP Helper", "Clínica Sur", "MyRehab"])
def test_a_name_that_tells_too_much_is_refused_for_production(
    name: str, settings: Settings
) -> None:
    assert production.neutral(replace(settings, app_name=name)).state is State.BROKEN
    assert production.neutral(settings).state is State.WELL


def test_a_centers_own_host_that_tells_too_much_is_noticed(
    settings: Settings, ana: Someone
) -> None:
    @unit_of_work()
    def an_address_from_before(host: str) -> None:
        session().add(CenterHost(center_id=ana.center_id, host=host))

    an_address_from_before("app.riverside.org")
    assert production.neutral(settings).state is State.WELL
    an_address_from_before("rehab.riverside.org")
    assert "“rehab.riverside.org” tells too much" in production.neutral(settings).sentence


@pytest.fixture
def own_process(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal runs in a process of its own, which finds this installation."""
    monkeypatch.setenv("INSTANCE_DIR", str(settings.instance_dir))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)


def the_weekly_job_runs(app: Flask, settings: Settings) -> None:
    queue = open_queue(settings)
    slot = slot_at(REHEARSAL.every, REHEARSAL.offset, clock.now()).isoformat()
    JobRunner(app, queue, [REHEARSAL], new_id()).run_slot(REHEARSAL.name, slot)
    queue.storage.close()
    session().rollback()


def test_production_wants_a_rehearsed_restore(
    app: Flask, settings: Settings, ana: Someone, own_process: None
) -> None:
    assert work.rehearsal(settings).state is State.BROKEN
    take_backup(settings, settings.instance_dir / "backups" / "one.backup")
    the_weekly_job_runs(app, settings)
    assert work.jobs(settings).state is State.WELL
    assert work.rehearsal(settings).state is State.WELL


def test_a_week_without_a_backup_rehearses_nothing_and_says_so(
    app: Flask, settings: Settings, own_process: None
) -> None:
    the_weekly_job_runs(app, settings)
    assert work.jobs(settings).state is State.WELL
    assert work.rehearsal(settings).state is State.BROKEN


def test_a_backup_that_cannot_be_restored_is_a_failed_job_and_no_rehearsal(
    app: Flask, settings: Settings, ana: Someone, own_process: None
) -> None:
    backup = take_backup(settings, settings.instance_dir / "backups" / "one.backup")
    backup.write_bytes(backup.read_bytes()[:-100])
    the_weekly_job_runs(app, settings)
    assert "NotRestorable" in work.jobs(settings).sentence
    assert work.rehearsal(settings).state is State.BROKEN


def test_production_wants_hours_and_phones(settings: Settings, ana: Someone) -> None:
    assert production.reachable(settings).state is State.WELL

    @unit_of_work()
    def forget_the_phone() -> None:
        session().execute(text("UPDATE center SET after_hours_phone = NULL"))

    forget_the_phone()
    assert "riverside" in production.reachable(settings).sentence


def test_production_wants_https(settings: Settings) -> None:
    assert production.public_address(settings).state is State.BROKEN


def test_zone_rules_are_dated(settings: Settings) -> None:
    assert machine.zone_data(settings).state is State.WELL


def test_the_command_speaks_json_and_fails_when_something_is_broken(
    app: Flask, settings: Settings
) -> None:
    done = app.test_cli_runner().invoke(args=["doctor", "--json"])
    found = json.loads(done.stdout)
    assert {"about", "state", "sentence"} == set(found[0])
    assert done.exit_code == 1  # no worker is running


def test_no_sentence_is_longer_than_one_line(settings: Settings) -> None:
    for finding in examine(settings):
        assert "\n" not in finding.sentence
        assert finding.sentence.endswith(".")
