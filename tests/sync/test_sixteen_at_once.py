"""Sixteen posts of one record at the same moment: one row, one acknowledgement each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, inspect, select, text

from patient_app.core import clock
from patient_app.core.db import db, session, unit_of_work
from patient_app.cravings.models import CravingEntry
from patient_app.cravings.outbox import CRAVING_LOG
from patient_app.sync.rules.records import Record
from patient_app.sync.service import take
from tests.conftest import ON_POSTGRESQL
from tests.people import Someone

POSTS = 16


def post_at_once(app: Flask, ana: Someone) -> list[str]:
    """What each of sixteen posts of one record was told."""
    record = Record(uuid4(), "craving.log", 1, clock.now(), {"intensity": 7})
    together = Barrier(POSTS)

    def post(_: int) -> str:
        with app.app_context():
            together.wait()
            try:
                told = take(ana.person_id, ana.center_id, record, CRAVING_LOG, clock.now())
                return told.value
            finally:
                db.session.remove()

    with ThreadPoolExecutor(POSTS) as phones:
        return sorted(phones.map(post, range(POSTS)))


def entries() -> int:
    return session().scalar(select(func.count()).select_from(CravingEntry)) or 0


def test_sixteen_posts_of_one_record_are_one_entry(app: Flask, ana: Someone) -> None:
    assert post_at_once(app, ana) == ["duplicate"] * 15 + ["stored"]
    assert entries() == 1


def test_what_keeps_it_one_is_the_unique_constraint(app: Flask, ana: Someone) -> None:
    """The harness can fail. On SQLite writers stand in line, which is enough by itself."""
    if not ON_POSTGRESQL:
        assert post_at_once(app, ana).count("stored") == 1
        return
    drop_unique("sync_record")
    drop_unique("craving_entry")
    drop_unique("reminder")
    assert post_at_once(app, ana).count("stored") > 1
    assert entries() > 1


@unit_of_work()
def drop_unique(table: str) -> None:
    for each in inspect(session().connection()).get_unique_constraints(table):
        session().execute(text(f'ALTER TABLE {table} DROP CONSTRAINT "{each["name"]}"'))
