"""What the schedule holds about Ana: handed out whole, erased as promised."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import Keeping, session, unit_of_work
from patient_app.schedule import personal_data
from patient_app.schedule.models import CalendarFeed, Enrolment, Obligation, ScheduleLook
from patient_app.schedule.rules.drafts import BlockDraft
from patient_app.schedule.rules.kinds import AttendanceState, BlockKind
from patient_app.schedule.service.attendance import keep_attendance
from patient_app.schedule.service.feeds import open_feed
from patient_app.schedule.service.own import add_block, look_at_schedule
from patient_app.schedule.service.requests import ask_for_another_time
from tests.people import Place, Someone
from tests.schedule.evenings import HERE, give_place, here, make_series, the_session

pytestmark = pytest.mark.usefixtures("tuesday")

NIGHT = BlockDraft(BlockKind.WORK, (0,), here(1, 8).time(), here(1, 9).time(), date(2026, 10, 1))


@pytest.fixture
def full(tuesday, center: Place, ana: Someone, ben: Someone, carla: Someone) -> None:
    """Something of everything for Ana, a little for Ben."""
    series_id = make_series(center)
    thursday, monday = (the_session(series_id, date(2026, 10, day)).id for day in (15, 12))
    for someone in (ana, ben):
        give_place(someone, series_id)
        add_block(someone.person_id, center.center_id, HERE.key, NIGHT, clock.now())
        open_feed(someone.actor, "Gym", clock.now())
        look_at_schedule(someone.person_id, clock.now())
    mark = AttendanceState.PRESENT
    keep_attendance(center.center_id, monday, ana.person_id, mark, clock.now(), by=carla.actor)
    ask_for_another_time(ana.person_id, center.center_id, thursday, "Friday?", clock.now())


@pytest.mark.usefixtures("full")
def test_everything_is_in_the_export_and_nothing_of_others(ana: Someone, ben: Someone) -> None:
    told = personal_data.export(ana.person_id)
    assert {name for name, rows in told.items() if not rows} == set()
    assert json.loads(json.dumps(told))["questions"][0]["note"] == "Friday?"
    bens = personal_data.export(ben.person_id)
    assert bens["questions"] == bens["attendance"] == bens["answers"] == []


@pytest.mark.usefixtures("full")
def test_erasing_takes_the_notebook_and_leaves_the_record(ana: Someone, ben: Someone) -> None:
    unit_of_work()(personal_data.erase)(ana.person_id, clock.now())
    for table in (Obligation, CalendarFeed, ScheduleLook):
        assert table.__keeping__ is Keeping.NOTEBOOK
        assert list(session().scalars(select(table.person_id))) == [ben.person_id]
    assert ana.person_id in session().scalars(select(Enrolment.person_id)).all()
