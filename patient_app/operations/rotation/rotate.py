"""`keys rotate`: from step to step, each written down before the next begins."""

import time
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import text

from patient_app.core import audit
from patient_app.core.config import Settings
from patient_app.core.db import db, session, unit_of_work
from patient_app.core.sealed import KeyRing, use_ring
from patient_app.core.sealed.keyring import new_keyset, write_ring
from patient_app.core.sealed.ring import FRESH_FOR
from patient_app.operations.files import only_one
from patient_app.operations.refusals import CannotDo
from patient_app.operations.rotation.document import (
    Document,
    Step,
    promoted,
    step_of,
    swept,
    with_new_key,
    without_old_keys,
)
from patient_app.operations.rotation.reseal import fields_under_old_keys, reseal_all

# Every process looks at the ring's file once a second; twice that, and all have seen it.
GRACE = 2 * FRESH_FOR
_LONGEST_TRANSACTION = 60.0
_MOST_PASSES = 20

Pause = Callable[[float], None]


def rotate(settings: Settings, pause: Pause = time.sleep, grace: float = GRACE) -> int:
    """Rotate, or finish a rotation that was interrupted; how many fields were sealed again.

    Raises CannotDo. People go on writing meanwhile.
    """
    with only_one(settings, "rotation"):
        if step_of(_ring(settings)) is None:
            _write(settings, with_new_key(_ring(settings), new_keyset()))
        if step_of(_ring(settings)) is Step.ADDED:
            pause(grace)  # everyone can open what the new key seals ...
            _write(settings, promoted(_ring(settings)))
        resealed = 0
        if step_of(_ring(settings)) is Step.PROMOTED:
            pause(grace)  # ... and now nobody seals under the old one
            _wait_for_older_transactions(pause)
            resealed = reseal_all()
            _note_rotation()
            _write(settings, swept(_ring(settings)))
        pause(grace)  # pages that read a field before the sweep have opened it
        return resealed + _drop_when_unused(settings)


def _drop_when_unused(settings: Settings) -> int:
    resealed = 0
    for _ in range(_MOST_PASSES):
        if _drop_if_unused(settings):
            return resealed
        resealed += reseal_all()
    raise CannotDo("Fields keep appearing under the old key: please restart Steady, then rotate.")


@unit_of_work()
def _drop_if_unused(settings: Settings) -> bool:
    """Look and drop while no other writer can commit (on SQLite) or has anything open (above)."""
    if fields_under_old_keys():
        return False
    _write(settings, without_old_keys(_ring(settings)))
    return True


@unit_of_work()
def _note_rotation() -> None:
    audit.append(audit.Act.KEYS_ROTATED, actor=None, by_program=True)


def _wait_for_older_transactions(pause: Pause) -> None:
    """On PostgreSQL a transaction that began before may still commit under the old key."""
    if db.engine.dialect.name != "postgresql":
        return
    since, waited = _database_clock(), 0.0
    while _older_than(since):
        if waited >= _LONGEST_TRANSACTION:
            raise CannotDo("A transaction has been open for a minute: please rotate again later.")
        pause(FRESH_FOR)
        waited += FRESH_FOR


def _database_clock() -> datetime:
    at: datetime = session().execute(text("SELECT clock_timestamp()")).scalar_one()
    session().rollback()
    return at


def _older_than(since: datetime) -> bool:
    found = session().execute(
        text(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
            " AND pid <> pg_backend_pid() AND xact_start < :since"
        ),
        {"since": since},
    )
    older = bool(found.scalar_one())
    session().rollback()
    return older


def _ring(settings: Settings) -> Document:
    return KeyRing.load(settings.keyring_file).document


def _write(settings: Settings, ring: Document) -> None:
    write_ring(settings.keyring_file, ring)
    use_ring(settings.keyring_file)
