"""A session that would end before it starts is a slip; a night is said out loud."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from patient_app.core.db import session
from patient_app.schedule.models import Occurrence, Series
from tests.careteam.screens import occurrence, run_group, today, words_of
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
