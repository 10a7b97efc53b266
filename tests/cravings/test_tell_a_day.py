"""Good moments and check-ins: anything may be left out, and a day without one is just a day."""

import pytest
from sqlalchemy import select

from patient_app.core.db import session
from patient_app.cravings.models import CheckIn, Win
from tests.cravings.telling import form, in_order, text_of
from tests.schedule.evenings import here

pytestmark = pytest.mark.usefixtures("tuesday")


def check_ins() -> list[CheckIn]:
    session().expire_all()
    return list(session().scalars(select(CheckIn).order_by(CheckIn.received_at)))


def test_a_good_moment_is_told_in_words(phone):
    sent = phone.post("/log/win", data=form(what="said_no", note="At lunch."))
    assert sent.location == "/log"
    assert in_order(text_of(phone.page("/log")), ["I said no", "At lunch."])


def test_words_alone_are_enough_for_a_good_moment(phone):
    phone.post("/log/win", data=form(what="other", note="The sea."))
    assert session().scalars(select(Win)).one().note == "The sea."
    assert 'type="hidden" name="what" value="other"' in phone.page("/log/win")


def test_it_can_be_told_later_and_just_for_oneself(phone):
    phone.post(
        "/log/win", data=form(what="went", occurred_at="2026-10-11T20:00", visibility="just_me")
    )
    win = session().scalars(select(Win)).one()
    assert win.visibility == "just_me"
    assert in_order(text_of(phone.page("/log")), ["Sunday, October 11", "8:00 PM"])


@pytest.mark.parametrize("at", ["2026-10-13T16:00", "noon", "9999-12-31T23:59"])
def test_a_time_that_cannot_be_keeps_what_was_typed(phone, at):
    sent = phone.post("/log/win", data=form(what="went", note="The sea.", occurred_at=at))
    assert sent.status_code == 422
    told = sent.get_data(as_text=True)
    assert in_order(told, ['value="went" checked', "The sea.", 'id="e-occurred_at"'])
    assert session().scalars(select(Win)).all() == []


def test_a_form_sent_twice_is_one_entry_and_another_time_is_another(phone):
    sent = form(what="went", note="The sea.", occurred_at="2026-10-11T20:00")
    for _ in range(2):
        phone.post("/log/win", data=sent)
    assert len(session().scalars(select(Win)).all()) == 1
    phone.post("/log/win", data={**sent, "occurred_at": "2026-10-12T20:00"})
    assert len(session().scalars(select(Win)).all()) == 2


def test_a_whole_check_in(phone):
    answers = {
        "mood:number": "4",
        "craving:number": "3",
        "sleep:number": "3",
        "halt[]": ["hungry"],
        "medication": "taken",
        "stress:number": "5",
        "confidence:number": "8",
        "line": "Coffee on the steps.",
    }
    assert phone.post("/log/check-in", data=form(**answers)).location == "/log"
    one = check_ins()[0]
    assert (one.mood, one.craving, one.sleep, one.stress, one.confidence) == (4, 3, 3, 5, 8)
    assert (one.halt, one.medication, one.line) == (("hungry",), "taken", "Coffee on the steps.")
    assert one.on_date.isoformat() == "2026-10-13"


def test_a_check_in_may_say_nothing_at_all(phone):
    assert phone.post("/log/check-in", data=form()).status_code == 303
    assert check_ins()[0].mood is None


def test_at_night_it_is_still_the_same_day_on_her_wall(phone, tuesday):
    tuesday.move_to(here(13, 23, 50))
    phone.post("/log/check-in", data=form(**{"mood:number": "2"}))
    assert check_ins()[0].on_date.isoformat() == "2026-10-13"


def test_what_does_not_fit_stands_beside_its_question(phone):
    sent = phone.post("/log/check-in", data=form(**{"stress:number": "11", "line": "x" * 301}))
    assert sent.status_code == 422
    told = sent.get_data(as_text=True)
    assert 'href="#f-stress"' in told
    assert 'href="#f-line"' in told
    assert check_ins() == []


def test_a_third_one_of_a_day_is_welcome_but_not_asked_for(phone):
    assert "That is plenty" not in phone.page("/log/check-in")
    for _ in range(2):
        phone.post("/log/check-in", data=form(**{"mood:number": "4"}))
    assert "That is plenty" in phone.page("/log/check-in")


@pytest.mark.parametrize("path", ["/log/win", "/log/check-in"])
def test_titles_say_nothing_and_strangers_sign_in(phone, browser, carla, path):
    told = phone.page(path)
    assert "<title>A " in told
    assert browser().get(path).status_code == 303
    assert browser(carla).get(path).status_code == 403
