"""A holiday: one look, one reason, and everything on that day is off."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from patient_app.core.db import session
from patient_app.schedule.models import Occurrence
from tests.careteam.screens import occurrence, run_group, today, words_of

HOLIDAY = {"reason": "Thanksgiving"}


@pytest.fixture
def groups(carla, dev, ana, ben):
    return run_group(carla, ana), run_group(dev, ben, title="Family evening")


def on(groups, days: int = 1) -> str:
    return str(occurrence(groups[0].dates[days]).held_on)


def states(day: str) -> list[str]:
    session().expire_all()
    wanted = select(Occurrence.state).where(Occurrence.held_on == date.fromisoformat(day))
    return list(session().scalars(wanted))


def test_the_week_leads_to_a_day_that_says_what_would_be_off(browser, carla, groups):
    laptop, day = browser(carla), on(groups)
    week = laptop.page(f"/care/week/{day}")
    assert week.count(f'href="/care/days/{day}"') == 2, "once in the grid, once in a phone's list"
    shown = words_of(laptop.page(f"/care/days/{day}"))
    assert "Evening group" in shown
    assert "Family evening" in shown
    assert "Cancel these 2 sessions" in shown
    assert "Ana" not in shown
    assert set(states(day)) == {"scheduled"}


def test_everything_on_that_day_is_off_and_nothing_else(browser, carla, ana, ben, groups):
    day = on(groups)
    for _ in range(2):
        answer = browser(carla).post(f"/care/days/{day}", data=HOLIDAY)
        assert answer.status_code == 303
    assert states(day) == ["cancelled", "cancelled"]
    assert set(states(on(groups, 2))) == {"scheduled"}
    shown = words_of(browser(carla).page(answer.headers["Location"]))
    assert "The day is closed. Everyone enrolled sees it." in shown
    for someone, group in zip((ana, ben), groups, strict=True):
        assert "Thanksgiving" in words_of(browser(someone).page(f"/schedule/{group.dates[1]}"))
        assert "Canceled" in words_of(browser(someone).page("/schedule/changes"))
        assert occurrence(group.dates[1]).version == 1


def test_each_session_can_be_opened_again(browser, carla, groups):
    day, laptop = on(groups), browser(carla)
    laptop.post(f"/care/days/{day}", data=HOLIDAY)
    sent = {"id": str(groups[0].dates[1])}
    assert laptop.post(f"/care/days/{day}/reopen", data=sent).status_code == 303
    assert occurrence(groups[0].dates[1]).state == "scheduled"
    assert occurrence(groups[1].dates[1]).state == "cancelled"
    assert "Cancel this 1 session" in words_of(laptop.page(f"/care/days/{day}"))


def test_what_has_begun_goes_on_and_an_earlier_reason_stays(browser, carla, groups):
    first, second = groups
    day = str(occurrence(first.next).held_on)
    browser(carla).post(f"/care/sessions/{second.next}/cancel", data={"reason": "Room flooded"})
    with time_machine.travel(occurrence(first.next).starts_at + timedelta(minutes=5)):
        assert browser(carla).post(f"/care/days/{day}", data=HOLIDAY).status_code == 303
    assert occurrence(first.next).state == "scheduled"
    assert occurrence(second.next).reason == "Room flooded"


def test_an_admin_who_closes_the_center_is_led_to_its_sessions(browser, amir, groups):
    desk, day = browser(amir), on(groups)
    sent = {"closed_on": day, "reason": "Thanksgiving"}
    answer = desk.post("/care/settings/closures", data=sent)
    shown = desk.page(answer.headers["Location"])
    assert "Its sessions take place until you cancel them." in words_of(shown)
    link = re.search(r'href="(/care/days/[0-9-]+)">Cancel its sessions', shown)
    assert link is not None
    page = desk.page(link[1])
    assert "these sessions still take place" in words_of(page)
    assert 'value="Thanksgiving"' in page
    desk.post(link[1], data=HOLIDAY)
    assert states(day) == ["cancelled", "cancelled"]


def test_cancelling_one_session_shows_the_way_to_the_whole_day(browser, carla, groups):
    shown = browser(carla).page(f"/care/sessions/{groups[0].dates[1]}/cancel")
    assert f'href="/care/days/{on(groups)}"' in shown


@pytest.mark.parametrize("day", ["soon", "1999-12-31", "2026-02-30", "9999-12-31"])
def test_odd_days_do_not_exist(browser, carla, day):
    assert browser(carla).get(f"/care/days/{day}").status_code == 404
    assert browser(carla).post(f"/care/days/{day}", data=HOLIDAY).status_code == 404


def test_a_reason_has_one_line_and_is_kept(browser, carla, groups):
    answer = browser(carla).post(f"/care/days/{on(groups)}", data={"reason": "x" * 121})
    assert answer.status_code == 422
    assert "x" * 121 in answer.get_data(as_text=True)
    assert set(states(on(groups))) == {"scheduled"}


def test_the_front_desk_and_other_centers_close_nothing(browser, fay, nora, groups):
    day = on(groups)
    assert browser(fay).post(f"/care/days/{day}", data=HOLIDAY).status_code == 403
    assert f"/care/days/{day}" not in browser(fay).page(f"/care/week/{day}")
    browser(nora).post(f"/care/days/{day}", data=HOLIDAY)
    sent = {"id": str(groups[0].dates[1])}
    assert browser(nora).post(f"/care/days/{day}/reopen", data=sent).status_code == 404
    assert set(states(day)) == {"scheduled"}


def test_a_day_without_sessions_says_so(browser, carla):
    assert "No sessions to cancel" in words_of(browser(carla).page(f"/care/days/{today()}"))
