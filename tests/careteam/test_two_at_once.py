"""Whoever would lead two sessions at once is named beside the form; people decide."""

from datetime import timedelta

import pytest

from tests.careteam.screens import occurrence, run_group, today, words_of
from tests.careteam.test_series import evening, made


@pytest.fixture
def groups(carla, dev, ana, ben):
    return run_group(carla, ana), run_group(dev, ben, title="Family evening")


def test_the_cover_form_names_who_leads_what_at_that_time(browser, carla, groups):
    shown = words_of(browser(carla).page(f"/care/sessions/{groups[0].next}/cover"))
    assert "At this time: Dev leads Family evening, 6:00 – 9:00 PM" in shown


def test_naming_them_is_not_blocked_and_the_session_says_so(browser, carla, dev, groups):
    page = f"/care/sessions/{groups[0].next}"
    sent = {"facilitator_id": str(dev.person_id)}
    assert browser(carla).post(f"{page}/cover", data=sent).status_code == 303
    told = "Dev also leads Family evening, 6:00 – 9:00 PM."
    assert told in words_of(browser(carla).page(page))
    browser(carla).post(f"/care/sessions/{groups[1].next}/cancel", data={"reason": ""})
    assert told not in words_of(browser(carla).page(page))


def test_who_leads_at_another_time_is_not_busy(browser, carla, groups):
    page = f"/care/sessions/{groups[0].next}"
    assert "also leads" not in words_of(browser(carla).page(page))
    on = occurrence(groups[0].next).held_on
    sent = {"on": str(on), "starts": "21:00", "ends": "22:00"}
    assert browser(carla).post(f"{page}/move", data=sent).status_code == 303
    assert "At this time" not in words_of(browser(carla).page(f"{page}/cover"))


def test_a_series_names_the_dates_that_clash(browser, carla, dev, groups):
    sent = {"facilitator_id": str(dev.person_id), "title": "Skills", "starts": "20:00"}
    address = made(browser, carla, weekdays=[str(day) for day in range(7)], **sent)
    shown = words_of(browser(carla).page(address))
    assert "leads another session at the same time" in shown
    assert "Family evening, 6:00 – 9:00 PM" in shown
    assert "more times" in shown
    later = evening(**sent | {"starts": "21:00", "ends": "22:00"})
    assert browser(carla).post(address, data=later).status_code == 303
    assert "at the same time" not in words_of(browser(carla).page(address))


def test_a_series_nobody_leads_clashes_with_nothing(browser, carla, groups):
    address = made(browser, carla, from_on=str(today() + timedelta(days=1)))
    assert "at the same time" not in words_of(browser(carla).page(address))
