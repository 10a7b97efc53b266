"""Insights with 2,000 entries: CPU, queries and bytes, against 150 ms and five queries.

python -m benchmarks.insights     prints a line and writes benchmarks/results.md
"""

import random
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from benchmarks.pages import as_table, measure, write_section
from patient_app.accounts.queries.people import find_by_sign_in_name
from patient_app.app import create_app
from patient_app.core import clock
from patient_app.core.config import read_settings
from patient_app.core.db import db, session, unit_of_work
from patient_app.core.ids import new_id
from patient_app.core.migrations import upgrade
from patient_app.cravings.models import CravingEntry
from patient_app.cravings.rules.coping import COPING_WORDS
from patient_app.cravings.rules.triggers import TRIGGER_WORDS
from patient_app.demo.build import build_demo

ENTRIES, CPU_MS, QUERIES = 2000, 150, 5
OUTCOMES = ("passed", "still_there", "used", None)


def main() -> None:
    """Measure the page of somebody who has written for two years, and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_settings({"INSTANCE_DIR": folder}))
        with app.app_context():
            upgrade()
            build_demo()
            person = find_by_sign_in_name("ana")
            assert person is not None
            write_much(person.id)
            row = measure(app, f"Insights, {ENTRIES} entries", "ana", "/insights")
            db.engine.dispose()
    table = as_table([row])
    print(table)
    write_section("Insights", f"{table}\n\nBudget: {CPU_MS} ms of CPU, {QUERIES} queries.")
    assert row.queries <= QUERIES
    assert row.cpu <= CPU_MS


@unit_of_work()
def write_much(person_id: UUID) -> None:
    """Fill up to ENTRIES with every trigger and every way there is."""
    there = len(session().scalars(select(CravingEntry.id)).all())
    session().execute(insert(CravingEntry), list(_entries(person_id, ENTRIES - there)))


def _entries(person_id: UUID, number: int) -> Iterator[dict[str, Any]]:
    chance, now = random.Random(1), clock.now()
    triggers, ways = list(TRIGGER_WORDS), list(COPING_WORDS)
    for n in range(number):
        at = now - timedelta(hours=8.7 * n)
        told = {
            "intensity": chance.randint(0, 10),
            "after": chance.choice((None, *range(11))),
            "outcome": chance.choice(OUTCOMES),
            "triggers": tuple(chance.sample(triggers, chance.randint(0, 3))),
            "coping": tuple(chance.sample(ways, chance.randint(0, 3))),
        }
        yield _kept(person_id, at) | told


def _kept(person_id: UUID, at: datetime) -> dict[str, Any]:
    record_id = new_id()
    return {
        "id": new_id(), "person_id": person_id, "record_id": record_id, "revision_id": record_id,
        "occurred_at": at, "offset_minutes": -420, "received_at": at, "clock_ahead": False,
        "visibility": "follow", "scale": 1, "source": "now", "halt": (), "about": (),
    }  # fmt: skip


if __name__ == "__main__":
    main()
