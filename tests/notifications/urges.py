"""Urges somebody tells, one after the other."""

from uuid import uuid4

from patient_app.core import clock
from patient_app.cravings.outbox import CRAVING_LOG
from patient_app.sync.rules.records import Record
from patient_app.sync.service import take
from tests.people import Someone


def tell_urges(someone: Someone, number: int) -> None:
    """That many, now."""
    for _ in range(number):
        record = Record(uuid4(), "craving.log", 1, clock.now(), {"intensity": 7})
        take(someone.person_id, someone.center_id, record, CRAVING_LOG, clock.now())
