"""Today asks little of Ana: one tap for her mood, and how an urge went."""

import pytest
from sqlalchemy import select

from patient_app.core.db import session
from patient_app.cravings.models import CheckIn, CravingEntry
from tests.cravings.telling import form, tell, text_of
from tests.schedule.evenings import here

pytestmark = pytest.mark.usefixtures("tuesday")
ASKED = "How is it right now?"
EVENING = "How was today? One minute."


@pytest.fixture
def phone(browser, ana):
    return browser(ana)


def check_in() -> CheckIn:
    session().expire_all()
    return session().scalars(select(CheckIn)).one()


def mood(phone, number: str):
    return phone.post("/log/check-in?from=today", data=form(**{"mood:number": number}))


def test_one_tap_tells_the_mood_and_stays_on_today(phone):
    assert ASKED in phone.page("/")
    sent = mood(phone, "4")
    assert (sent.status_code, sent.location) == (303, "/")
    assert check_in().mood == 4
    told = phone.page("/")
    assert 'value="4" aria-pressed="true"' in told
    assert "Undo" in told


def test_another_tap_changes_the_same_check_in(phone):
    mood(phone, "4")
    one = check_in()
    again = {"base": str(one.revision_id), "entry": "checkin", "set.mood:number": "2"}
    sent = phone.post(f"/log/{one.record_id}/change?from=today", data=form(**again))
    assert sent.location == "/"
    assert check_in().mood == 2


def test_undo_takes_it_back_and_asks_again(phone):
    mood(phone, "1")
    sent = phone.post(f"/log/{check_in().record_id}/out?from=today", data=form())
    assert sent.location == "/"
    assert check_in().withdrawn_at is not None
    told = phone.page("/")
    assert ASKED in told
    assert 'aria-pressed="true"' not in told


def test_a_told_mood_is_not_asked_for_again_that_day(phone, tuesday):
    mood(phone, "3")
    tuesday.move_to(here(13, 15, 40))
    assert ASKED not in phone.page("/")
    tuesday.move_to(here(14, 7))
    assert ASKED in phone.page("/")


def test_the_evening_offers_a_check_in_twice_at_most(phone, tuesday):
    assert EVENING not in phone.page("/")
    tuesday.move_to(here(13, 19))
    assert EVENING in phone.page("/")
    mood(phone, "3")
    assert EVENING in phone.page("/")
    mood(phone, "4")
    assert EVENING not in phone.page("/")


def test_an_urge_is_asked_about_for_a_day(phone, ana, tuesday):
    urge = tell(phone, ana, "craving.log", "2026-10-13T15:14")
    asked = "At 3:14 PM it was 7. How did it go?"
    assert asked not in text_of(phone.page("/"))
    tuesday.move_to(here(13, 15, 30))
    told = phone.page("/")
    assert asked in text_of(told)
    assert f'href="/log/{urge}#after"' in told
    tuesday.move_to(here(14, 15, 13))
    assert asked in text_of(phone.page("/"))
    tuesday.move_to(here(14, 15, 15))
    assert asked not in text_of(phone.page("/"))


def test_one_that_reached_us_late_is_asked_about_too(phone, ana, tuesday):
    tuesday.move_to(here(14, 8))
    tell(phone, ana, "craving.log", "2026-10-13T17:40")
    assert "At 5:40 PM it was 7. How did it go?" in text_of(phone.page("/"))


@pytest.mark.parametrize("answer", [{"after:number": "2"}, {"outcome": "rather_not_say"}])
def test_once_answered_it_asks_no_more(phone, ana, answer):
    urge = tell(phone, ana, "craving.log", "2026-10-13T12:00")
    phone.post(f"/log/{urge}/after", data=form(**answer))
    assert "How did it go?" not in phone.page("/")


def test_what_was_taken_out_is_not_asked_about(phone, ana):
    urge = tell(phone, ana, "craving.log", "2026-10-13T12:00")
    phone.post(f"/log/{urge}/out", data=form())
    assert "How did it go?" not in phone.page("/")
    assert session().scalars(select(CravingEntry)).one().after is None


def test_ben_is_not_asked_about_it(phone, browser, ana, ben):
    tell(phone, ana, "craving.log", "2026-10-13T12:00")
    mood(phone, "4")
    told = browser(ben).page("/")
    assert "How did it go?" not in told
    assert ASKED in told


@pytest.mark.parametrize("told", [{"source": "passed"}, {"intensity": 0}])
def test_what_had_passed_or_was_none_is_not_asked_about(phone, ana, told):
    tell(phone, ana, "craving.log", "2026-10-13T12:00", **told)
    assert "How did it go?" not in phone.page("/")
