"""Sixteen posts of one record at the same moment: one row, one acknowledgement each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from sqlalchemy import func, select

from patient_app.core import clock
from patient_app.core.db import db, session
from patient_app.cravings.models import CravingEntry
from patient_app.cravings.outbox import CRAVING_LOG
from patient_app.sync.rules.records import Record
from patient_app.sync.service import Taken, take

POSTS = 16


def test_sixteen_posts_of_one_record_are_one_entry(app, ana):
    record = Record(uuid4(), "craving.log", 1, clock.now(), {"intensity": 7})
    together = Barrier(POSTS)

    def post(_: int) -> Taken:
        with app.app_context():
            together.wait()
            try:
                return take(ana.person_id, ana.center_id, record, CRAVING_LOG, clock.now())
            finally:
                db.session.remove()

    with ThreadPoolExecutor(POSTS) as phones:
        answers = list(phones.map(post, range(POSTS)))
    assert sorted(each.value for each in answers) == ["duplicate"] * 15 + ["stored"]
    assert session().scalar(select(func.count()).select_from(CravingEntry)) == 1
