"""A series becomes dated sessions, eight weeks ahead, once each."""

from datetime import date, timedelta

import pytest

from patient_app.core import clock
from patient_app.core.actors import Role
from patient_app.core.db import session, unit_of_work
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.refusals import NotStaffHere
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.service.laying_out import materialise
from patient_app.schedule.service.occurrences import move_occurrence
from patient_app.schedule.service.topics import add_topic
from tests.people import Place, Someone
from tests.schedule.evenings import HERE, NOW, here, make_series, sessions_of, the_session

pytestmark = pytest.mark.usefixtures("tuesday")


def times(rows: list[Occurrence]) -> set[str]:
    """The wall times at which sessions start."""
    return {f"{row.starts_at.astimezone(HERE):%H:%M}" for row in rows}


def test_dates_reach_from_the_first_to_eight_weeks_ahead(center: Place) -> None:
    rows = sessions_of(make_series(center))
    assert rows[0].held_on == date(2026, 9, 28)
    assert NOW + timedelta(weeks=7, days=5) < rows[-1].starts_at < NOW + timedelta(weeks=8)
    assert {row.held_on.weekday() for row in rows} == {0, 1, 3}


def test_half_past_five_stays_half_past_five_when_the_clock_changes(center: Place) -> None:
    rows = sessions_of(make_series(center))
    assert {row.starts_at.hour for row in rows} == {0, 1}  # UTC differs after November 1
    assert times(rows) == {"17:30"}


def test_laying_out_again_adds_nothing_and_a_week_later_adds_a_week(center: Place, tuesday) -> None:
    series_id = make_series(center)
    before = len(sessions_of(series_id))
    assert materialise(None, clock.now()) == 0
    tuesday.shift(timedelta(days=7))
    assert materialise(None, clock.now()) == 3
    assert materialise(center.center_id, clock.now()) == 0
    assert len(sessions_of(series_id)) == before + 3


def test_a_moved_session_is_not_laid_out_a_second_time(center: Place, tuesday) -> None:
    series_id = make_series(center)
    thursday = the_session(series_id, date(2026, 10, 15))
    to = NewTime(here(16, 9).replace(tzinfo=None))
    move_occurrence(center.center_id, thursday.id, to, clock.now(), by=None)
    tuesday.shift(timedelta(days=1))
    materialise(None, clock.now())
    days = [row.held_on for row in sessions_of(series_id)]
    assert date(2026, 10, 15) not in days
    assert days.count(date(2026, 10, 16)) == 1


def test_topics_follow_the_rotation(center: Place) -> None:
    first = add_topic(center.center_id, "boredom", "Boredom", "El aburrimiento")
    second = add_topic(center.center_id, "sleep", "Sleep", "El sueño")
    rows = sessions_of(make_series(center, topic_ids=(first, second)))
    assert [row.topic_id for row in rows[:4]] == [first, second, first, second]


def test_only_staff_of_the_center_lead_a_series(center: Place, ana: Someone, nora: Someone) -> None:
    assert Role.PATIENT in ana.actor.roles
    for outsider in (ana, nora):
        with pytest.raises(NotStaffHere):
            make_series(center, facilitator_id=outsider.person_id)


def test_a_run_that_is_repeated_from_the_start_doubles_nothing(center: Place) -> None:
    series_id = make_series(center)
    before = [row.id for row in sessions_of(series_id)]

    @unit_of_work()
    def forget_how_far_it_came() -> None:
        series = session().get(Series, series_id)
        assert series is not None
        series.laid_out_until = NOW - timedelta(weeks=4)

    forget_how_far_it_came()
    assert materialise(None, clock.now()) == 0
    assert [row.id for row in sessions_of(series_id)] == before
