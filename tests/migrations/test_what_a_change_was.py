"""A change written down before places and leaders were kept is still there, without them."""

from datetime import date, datetime, timedelta

import pytest

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.core.migrations import upgrade
from patient_app.schedule.models import ScheduleChange
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.service.occurrences import move_occurrence
from tests.migrations.steps import go_back
from tests.people import Place
from tests.schedule.evenings import here, make_series, the_session, tuesday

__all__ = ["tuesday"]
pytestmark = pytest.mark.usefixtures("tuesday")


def test_an_old_change_keeps_its_times(center: Place) -> None:
    thursday = the_session(make_series(center), date(2026, 10, 15)).id
    to: datetime = here(15, 18).replace(tzinfo=None)
    move_occurrence(center.center_id, thursday, NewTime(to), clock.now(), by=None)
    go_back("20261125_log")
    upgrade()
    [change] = session().query(ScheduleChange).all()
    assert (change.was_at, change.is_at) == (here(15, 17, 30), here(15, 18))
    assert (change.was_place, change.is_leader_id) == (None, None)
    assert change.at - clock.now() < timedelta(seconds=1)
