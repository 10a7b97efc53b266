"""Several people press at once: the schedule changes once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from patient_app.core import clock
from patient_app.schedule.calendars.ics_in import read_ics
from patient_app.schedule.importing.models import ImportedEvent
from patient_app.schedule.importing.rules.plan import TAKE_ALL
from patient_app.schedule.importing.service.previewing import apply, keep_preview
from patient_app.schedule.models import Series
from tests.importing.files import calendar, group, how_many, take_in

pytestmark = pytest.mark.usefixtures("tuesday")
AT_ONCE = 4


def all_at_once(app: Flask, work) -> None:
    """Call `work(number)` in several threads that start together."""
    start = Barrier(AT_ONCE)

    def run(number: int) -> None:
        with app.app_context():
            start.wait(timeout=20)
            work(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(run, range(AT_ONCE)))


def test_one_preview_applied_several_times_is_applied_once(app, carla):
    read = read_ics(calendar(group(), group(uid="second")), "America/Los_Angeles")
    import_id = keep_preview(carla.actor, read, "ics", clock.now())
    all_at_once(app, lambda _: apply(carla.actor, import_id, TAKE_ALL, clock.now()))
    assert (how_many(Series), how_many(ImportedEvent)) == (2, 2)


def test_one_file_imported_by_several_people_is_one_schedule(app, center):
    all_at_once(app, lambda _: take_in(center, group(), group(uid="second")))
    assert (how_many(Series), how_many(ImportedEvent)) == (2, 2)
