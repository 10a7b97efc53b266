"""Ana asks for another time; the question has an owner until it is answered."""

from datetime import datetime, timedelta

import pytest
import time_machine

from patient_app.core import clock
from patient_app.core.audit import Act
from patient_app.core.db import session
from patient_app.episodes.rules.people import NewCover
from patient_app.episodes.service.cover import set_cover
from patient_app.schedule.models import SessionRequest
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.service.requests import ask_for_another_time
from tests.careteam.screens import ZONE, occurrence, reads, run_group, today, wall, words_of


@pytest.fixture
def group(carla, ana):
    return run_group(carla, ana)


@pytest.fixture
def asked(ana, group):
    note = "I have a class that evening"
    return ask_for_another_time(ana.person_id, ana.center_id, group.next, note, clock.now())


def row(asked) -> SessionRequest:
    session().expire_all()
    return session().get_one(SessionRequest, asked)


def address(asked, what: str = "") -> str:
    return f"/care/requests/{asked}{what}"


def test_the_queue_shows_who_asks_what_and_until_when(browser, carla, ana, asked):
    shown = words_of(browser(carla).page("/care/requests"))
    for words in ("Ana", "I have a class that evening", "with you"):
        assert words in shown
    assert reads(Act.READ_REQUESTS, ana) == 1
    assert "1 person asked for another time" in words_of(browser(carla).page("/care/week"))


def test_the_answer_is_kept_once(browser, carla, asked):
    sent = {"answer": "Come on Thursday instead."}
    assert browser(carla).post(address(asked), data=sent).status_code == 303
    again = browser(carla).post(address(asked), data={"answer": "Something else"})
    assert again.status_code == 422
    assert "Something else" not in words_of(browser(carla).page(address(asked)))
    assert row(asked).answer == "Come on Thursday instead."


@pytest.mark.parametrize("who", ["dev", "nora"])
def test_others_find_no_question(browser, ana, asked, who, request):
    laptop = browser(request.getfixturevalue(who))
    assert "Ana" not in words_of(laptop.page("/care/requests"))
    assert laptop.get(address(asked)).status_code == 404
    assert laptop.post(address(asked), data={"answer": "x"}).status_code == 404
    assert laptop.post(address(asked, "/take")).status_code == 404
    assert reads(Act.READ_REQUESTS, ana) == 0


def test_the_front_desk_sees_that_ana_asked_and_not_her_words(browser, fay, group, asked):
    assert browser(fay).get(address(asked)).status_code == 403
    shown = words_of(browser(fay).page(f"/care/sessions/{group.next}"))
    assert "Asked for another time" in shown
    assert "class" not in shown


def test_a_cover_answers_and_can_take_over(browser, carla, dev, ana, asked):
    set_cover(carla.actor, carla.person_id, NewCover(dev.person_id, today(), today()), clock.now())
    assert "Ana" in words_of(browser(dev).page("/care/requests"))
    assert browser(dev).post(address(asked, "/take")).status_code == 303
    assert row(asked).owner_id == dev.person_id


def test_ana_reads_who_took_her_question_over(browser, carla, dev, ana, asked):
    set_cover(carla.actor, carla.person_id, NewCover(dev.person_id, today(), today()), clock.now())
    for _ in range(2):
        browser(dev).post(address(asked, "/take"))
    assert reads(Act.REQUEST_GIVEN, ana) == 1
    shown = words_of(browser(ana).page("/privacy/changes"))
    assert "Dev, counselor Changed who has your question" in shown


def test_a_group_does_not_move_for_one_person(browser, carla, group, asked):
    sent = {"answer": "Tomorrow", "on": str(today() + timedelta(days=4)), "starts": "10:00"}
    answer = browser(carla).post(address(asked), data=sent)
    assert answer.status_code == 422
    assert "Tomorrow" in answer.get_data(as_text=True)
    assert row(asked).state == "open"


def test_a_one_to_one_session_moves_with_the_answer(browser, carla, ben):
    single = run_group(carla, ben, kind=SeriesKind.INDIVIDUAL, title="One-to-one")
    asked = ask_for_another_time(ben.person_id, ben.center_id, single.next, None, clock.now())
    on = today() + timedelta(days=4)
    sent = {"answer": "Let us meet then.", "on": str(on), "starts": "10:00"}
    assert browser(carla).post(address(asked), data=sent).status_code == 303
    assert wall(occurrence(single.next).starts_at) == f"{on} 10:00"
    assert row(asked).state == "answered"


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": ""},
        {"answer": "x" * 601},
        {"on": "2030-01-01"},
        {"starts": "10:00"},
        {"on": "<b>", "starts": "10:00"},
    ],
)
def test_odd_answers_are_refused(browser, carla, asked, wrong):
    sent = {"answer": "Fine", "on": "", "starts": ""} | wrong
    assert browser(carla).post(address(asked), data=sent).status_code == 422
    assert row(asked).state == "open"


def ask_about(who, occurrence_id):
    return ask_for_another_time(who.person_id, who.center_id, occurrence_id, None, clock.now())


MONDAY_MORNING = datetime(2026, 11, 23, 9, tzinfo=ZONE)


def test_the_queue_stands_in_the_order_of_the_sessions_and_says_what_comes_first(
    browser, center, carla, ana, ben
):
    with time_machine.travel(MONDAY_MORNING, tick=False):
        group = run_group(carla, ana, ben)
        ask_about(ben, group.dates[9])
        ask_about(ana, group.next)
        shown = words_of(browser(carla).page("/care/requests"))
        assert shown.index("Ana") < shown.index("Ben")
        assert "Before the session" in shown.partition("Ben")[0]
        assert "Due Wed, Nov 25" in shown.partition("Ben")[2]
    with time_machine.travel(MONDAY_MORNING + timedelta(hours=10), tick=False):
        assert "The session has begun" in words_of(browser(carla).page("/care/requests"))


def test_ana_reads_that_the_answer_may_come_too_late_and_whom_to_call(browser, carla, ana):
    with time_machine.travel(MONDAY_MORNING, tick=False):
        group = run_group(carla, ana)
        phone = browser(ana)
        before = phone.page(f"/schedule/{group.next}")
        assert "An answer can take up to 24 hours of opening time." in words_of(before)
        assert 'href="tel:' in before
        ask_about(ana, group.next)
        soon = phone.page(f"/schedule/{group.next}")
        assert "It may not be answered before the session starts." in words_of(soon)
        assert "You will hear by" not in words_of(soon)
        assert 'href="tel:+1 213 555 0100"' in soon
        ask_about(ana, group.dates[9])
        later = words_of(phone.page(f"/schedule/{group.dates[9]}"))
        assert "You will hear by Wed, Nov 25" in later
        assert "may not be answered" not in later
