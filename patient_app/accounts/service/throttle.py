"""The brake on guessing: a stored instant before which no try is looked at.

A try is counted before it is looked at, so that a hundred at once are a hundred tries; one that
turns out right is taken off again.
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from patient_app.accounts.models import Throttle
from patient_app.accounts.rules.brakes import FORGET_AFTER, Brake, wait_after
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import TooManyTries
from patient_app.core.sealed import blind_index


@dataclass(frozen=True, slots=True)
class Tried:
    """What a try is counted under: a brake, and a name or network kept only as an HMAC."""

    brake: Brake
    key: bytes


def tried(brake: Brake, value: str) -> Tried:
    """The counter of `value` under this brake; the table never holds the value."""
    return Tried(brake, blind_index(f"throttle.{brake.scope}", value))


def admit(tries: list[Tried], now: datetime) -> None:
    """Count one try under every key. Raises TooManyTries, cheaply, while any key has to wait."""
    _refuse_early(_rows(tries), now)
    try:
        _count(tries, now)
    except IntegrityError:  # another process made the same new row a moment ago
        _count(tries, now)


@unit_of_work()
def forgive(tries: list[Tried], now: datetime, *, all_of_them: bool = False) -> None:
    """The try was right: take it off, or with `all_of_them` everything under these keys."""
    for row in _rows(tries, to_change=True).values():
        brake = next(t.brake for t in tries if t.key == row.key)
        row.failures = 0 if all_of_them else max(0, row.failures - 1)
        row.not_before_at = now + wait_after(row.failures, brake)
        if row.failures == 0:
            session().delete(row)


@unit_of_work()
def _count(tries: list[Tried], now: datetime) -> None:
    rows = _rows(tries, to_change=True)
    _refuse_early(rows, now)
    for each in tries:
        row = rows.get(each.key) or _new_row(each, now)
        row.failures = 1 if row.forget_at <= now else row.failures + 1
        row.not_before_at = now + wait_after(row.failures, each.brake)
        row.forget_at = now + FORGET_AFTER
    session().flush()


def _rows(tries: list[Tried], *, to_change: bool = False) -> dict[bytes, Throttle]:
    wanted = select(Throttle).where(Throttle.key.in_([each.key for each in tries]))
    if to_change:
        wanted = wanted.order_by(Throttle.key).with_for_update()
    return {row.key: row for row in session().scalars(wanted)}


def _new_row(each: Tried, now: datetime) -> Throttle:
    row = Throttle(key=each.key, failures=0, not_before_at=now, forget_at=now + FORGET_AFTER)
    session().add(row)
    return row


def _refuse_early(rows: dict[bytes, Throttle], now: datetime) -> None:
    until = max((row.not_before_at for row in rows.values()), default=now)
    if until > now:
        raise TooManyTries(retry_after=ceil((until - now).total_seconds()))
