"""A session that would end before it starts is a slip; a night is said out loud."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.rules.drafts import SeriesDraft
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.rules.recurrence import SeriesRule
from patient_app.schedule.service.series import create_series
from tests.careteam.screens import ZONE, occurrence, run_group, today, words_of
from tests.careteam.test_series import evening

NEXT_DAY = 'name="next_day"'


@pytest.fixture
def group(carla, ana):
    return run_group(carla, ana)


def move_to(starts: str, ends: str, **more: str) -> dict[str, str]:
    return {"on": str(today() + timedelta(days=3)), "starts": starts, "ends": ends, **more}


def test_the_form_asks_about_the_next_day_only_when_it_matters(browser, carla, group):
    address = f"/care/sessions/{group.next}/move"
    laptop = browser(carla)
    assert NEXT_DAY not in laptop.page(address)
    answer = laptop.post(address, data=move_to("18:00", "15:00"))
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "The end is before the start." in shown
    assert 'href="#f-ends"' in shown
    assert NEXT_DAY in shown
    assert occurrence(group.next).moves == 0


def test_a_night_moves_once_it_is_said_and_the_form_remembers(browser, carla, group):
    address = f"/care/sessions/{group.next}/move"
    sent = move_to("20:00", "02:00", next_day="yes")
    assert browser(carla).post(address, data=sent).status_code == 303
    row = occurrence(group.next)
    assert row.ends_at - row.starts_at == timedelta(hours=6)
    assert f'{NEXT_DAY} value="yes" checked' in browser(carla).page(address)


@pytest.mark.parametrize(
    ("starts", "ends", "more"),
    [
        ("18:00", "18:00", {}),
        ("18:00", "18:00", {"next_day": "yes"}),
        ("18:00", "17:00", {"next_day": "yes"}),
        ("08:00", "20:01", {}),
        ("08:00", "09:00", {"next_day": "yes"}),
    ],
)
def test_no_session_is_empty_or_lasts_over_twelve_hours(browser, carla, group, starts, ends, more):
    address = f"/care/sessions/{group.next}/move"
    answer = browser(carla).post(address, data=move_to(starts, ends, **more))
    assert answer.status_code == 422
    assert f'value="{ends}"' in answer.get_data(as_text=True)
    assert occurrence(group.next).moves == 0


def test_twelve_hours_are_a_session(browser, carla, group):
    sent = move_to("08:00", "20:00")
    assert browser(carla).post(f"/care/sessions/{group.next}/move", data=sent).status_code == 303


def test_a_new_series_and_a_changed_one_are_asked_the_same(browser, carla):
    laptop = browser(carla)
    refused = laptop.post("/care/series/new", data=evening(starts="18:00", ends="15:00"))
    assert refused.status_code == 422
    assert NEXT_DAY in refused.get_data(as_text=True)
    assert session().scalars(select(Series)).all() == []
    address = laptop.post("/care/series/new", data=evening()).headers["Location"]
    assert laptop.post(address, data=evening(ends="17:00")).status_code == 422
    night = evening(starts="21:00", ends="01:30", next_day="yes")
    assert laptop.post(address, data=night).status_code == 303
    rows = session().scalars(select(Occurrence)).all()
    assert any(row.ends_at - row.starts_at == timedelta(hours=4, minutes=30) for row in rows)
    assert "9:00 PM – 1:30 AM" in words_of(laptop.page(address))


SAME_LENGTH = 'name="same_length" value="yes" checked'


def long_session(carla, length: timedelta) -> UUID:
    """One date in ten days at 18:00 that lasts longer than the form of a session can say."""
    starts = datetime.combine(today() + timedelta(days=10), time(18))
    draft = SeriesDraft("Retreat", SeriesKind.OTHER, SeriesRule(starts, length, ZONE.key))
    series_id = create_series(carla.center_id, draft, clock.now(), by=carla.actor)
    return session().scalars(select(Occurrence.id).filter_by(series_id=series_id)).one()


@pytest.mark.parametrize("hours", [13, 24, 44, 72])
def test_a_session_longer_than_twelve_hours_moves_as_it_is(browser, carla, hours):
    retreat = long_session(carla, timedelta(hours=hours))
    address = f"/care/sessions/{retreat}/move"
    laptop = browser(carla)
    assert SAME_LENGTH in laptop.page(address)
    on = today() + timedelta(days=12)
    sent = {"on": str(on), "starts": "09:30", "ends": "20:00", "same_length": "yes"}
    assert laptop.post(address, data=sent).status_code == 303
    row = occurrence(retreat)
    assert row.starts_at.astimezone(ZONE) == datetime.combine(on, time(9, 30), ZONE)
    assert row.ends_at.astimezone(ZONE).replace(tzinfo=None) == datetime.combine(
        on, time(9, 30)
    ) + timedelta(hours=hours)


def test_a_long_session_is_made_shorter_once_that_is_said(browser, carla):
    retreat = long_session(carla, timedelta(hours=44))
    address = f"/care/sessions/{retreat}/move"
    refused = browser(carla).post(address, data=move_to("09:00", ""))
    assert refused.status_code == 422
    assert 'href="#f-ends"' in refused.get_data(as_text=True)
    assert "same_length" in refused.get_data(as_text=True)
    assert browser(carla).post(address, data=move_to("09:00", "08:00")).status_code == 422
    assert browser(carla).post(address, data=move_to("09:00", "12:00")).status_code == 303
    row = occurrence(retreat)
    assert row.ends_at - row.starts_at == timedelta(hours=3)


def test_an_ordinary_session_is_not_asked_about_its_length(browser, carla, group):
    assert "same_length" not in browser(carla).page(f"/care/sessions/{group.next}/move")
