"""Worker, jobs, backups."""

from datetime import UTC, datetime, timedelta

from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.notifications.queries.health import sending_health
from patient_app.operations.backup.leftovers import overdue, plain_copies
from patient_app.operations.backup.nightly import newest_backup
from patient_app.operations.backup.passphrase import read_passphrase
from patient_app.operations.doctor.findings import Finding, broken, watch, well
from patient_app.operations.jobs import heartbeat, record
from patient_app.operations.jobs.own import REHEARSED
from patient_app.operations.refusals import CannotDo

_BACKUP_AT_LEAST = timedelta(hours=36)
_REHEARSAL_AT_LEAST = timedelta(days=31)


def worker(_settings: Settings) -> Finding:
    """Is a worker alive?"""
    seen = heartbeat.last_beat()
    if seen is None or clock.now() - seen > record.GONE_AFTER:
        return broken("worker", "No worker is running: start `flask --app wsgi worker`.")
    return well("worker", f"A worker was here {(clock.now() - seen).seconds} seconds ago.")


def jobs(_settings: Settings) -> Finding:
    """Did the last run of every job end well?"""
    failed = record.failing_jobs()
    if failed:
        told = ", ".join(f"{job} ({error})" for job, error in sorted(failed.items()))
        return broken("jobs", f"These jobs failed last time: {told}.")
    return well("jobs", "Every job ended well last time.")


def push(_settings: Settings) -> Finding:
    """Do reminders reach phones, and in time?"""
    health = sending_health(clock.now())
    if health.refusing:
        told = ", ".join(health.refusing)
        return broken(
            "push", f"Push services refuse our key: {told}. Look at VAPID_SUBJECT and the clock."
        )
    if health.late:
        return broken("push", f"{health.late} reminders are late: is a worker running?")
    if health.given_up:
        return watch("push", f"{health.given_up} reminders did not reach a phone since yesterday.")
    return well("push", "Reminders go out in time.")


def backup(settings: Settings) -> Finding:
    """Is there a recent one, and a passphrase for it?"""
    try:
        read_passphrase(settings)
    except CannotDo as refusal:
        return broken("backup", str(refusal))
    newest = newest_backup(settings)
    if newest is None:
        return watch("backup", "There is no backup yet: the worker makes one every night.")
    at = datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    if clock.now() - at > _BACKUP_AT_LEAST:
        return broken("backup", f"The newest backup is of {at:%Y-%m-%d}: is the worker running?")
    return well("backup", f"The newest backup is {newest.name}.")


def leftovers(settings: Settings) -> Finding:
    """Do copies lie about that should be gone, or that lie beside their keys?"""
    if plain := plain_copies(settings):
        return broken("leftovers", f"{plain[0]} holds data and its keys in clear: delete it.")
    if old := overdue(settings, clock.now()):
        return watch("leftovers", f"{old[0]} is over four weeks old: is the worker running?")
    return well("leftovers", "No old copy lies about.")


def rehearsal(_settings: Settings) -> Finding:
    """Has a restore been tried lately?"""
    at = record.last_success(REHEARSED)
    if at is None or clock.now() - at > _REHEARSAL_AT_LEAST:
        return broken("rehearsal", "No restore was tried for a month: restore --rehearse FILE.")
    return well("rehearsal", f"A restore was tried on {at:%Y-%m-%d}.")
