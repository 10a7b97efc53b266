"""Staff keep who was there; the front desk too."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.audit import Act
from patient_app.core.db import session, unit_of_work
from patient_app.episodes.models import Episode, EpisodeState
from patient_app.schedule.models import Attendance
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.service.enrolments import enrol
from patient_app.schedule.service.intents import answer_intent
from tests.careteam.screens import occurrence, past_date, reads, run_group, today, words_of
from tests.people import make_patient


@pytest.fixture
def group(carla, ana, ben):
    return run_group(carla, ana, ben)


def address(group) -> str:
    return f"/care/sessions/{past_date(group)}/attendance"


def mark(desk, date, who, code: str) -> None:
    sent = {"person": [who.person_id], "mark": [code]}
    assert desk.post(f"/care/sessions/{date}/attendance", data=sent).status_code == 303


def corrections(of) -> int:
    return reads(Act.ATTENDANCE_CORRECTED, of)


@unit_of_work()
def stand(who, state: EpisodeState) -> None:
    session().get_one(Episode, who.episode_id).state = state


@pytest.fixture
def browser_of_ana(browser, ana):
    """Her phone, signed in when it is opened."""
    return lambda: browser(ana)


def marks() -> dict[object, str]:
    session().expire_all()
    return {row.person_id: row.state for row in session().scalars(select(Attendance))}


@pytest.mark.parametrize("who", ["carla", "fay"])
def test_attendance_is_kept_and_can_be_sent_twice(browser, ana, ben, group, who, request):
    desk = browser(request.getfixturevalue(who))
    sent = {"person": [ana.person_id, ben.person_id], "mark": ["present", "excused"]}
    for _ in range(2):
        assert desk.post(address(group), data=sent).status_code == 303
    assert marks() == {ana.person_id: "present", ben.person_id: "excused"}


def test_the_rest_is_marked_as_here_with_one_button(browser, fay, ana, ben, group):
    sent = {"person": [ana.person_id, ben.person_id], "mark": ["absent", ""], "everyone": "yes"}
    browser(fay).post(address(group), data=sent)
    assert marks() == {ana.person_id: "absent", ben.person_id: "present"}


def test_the_rest_are_those_expected(browser, center, fay, ana, ben, group):
    """Ben cannot come, Ivy has not joined, Lou is on leave: nobody says they were there."""
    ivy, lou = make_patient(center, "Ivy"), make_patient(center, "Lou")
    stand(ivy, EpisodeState.INVITED)
    stand(lou, EpisodeState.ON_LEAVE)
    for each in (ivy, lou):
        enrol(
            center.center_id, group.series_id, each.episode_id, today() - timedelta(days=1),
            clock.now(), by=None,
        )  # fmt: skip
    date = past_date(group)
    with time_machine.travel(occurrence(date).starts_at - timedelta(hours=2)):
        answer_intent(
            ben.person_id, center.center_id, date, Intent(IntentAnswer.CANNOT), clock.now()
        )
    everyone = [each.person_id for each in (ana, ben, ivy, lou)]
    sent = {"person": everyone, "mark": [""] * 4, "everyone": "yes"}
    assert browser(fay).post(address(group), data=sent).status_code == 303
    assert marks() == {ana.person_id: "present"}
    shown = words_of(browser(fay).page(address(group)))
    assert "Ivy Not joined yet" in shown
    assert "Lou On leave" in shown


def test_nobody_was_there_before_half_an_hour_before(browser, fay, ana, group):
    page = f"/care/sessions/{group.next}/attendance"
    sent = {"person": [ana.person_id], "mark": ["present"]}
    opens = occurrence(group.next).starts_at - timedelta(minutes=30)
    with time_machine.travel(opens - timedelta(minutes=1), tick=False):
        desk = browser(fay)
        shown = words_of(desk.page(page))
        assert "Attendance opens at 5:30 PM" in shown
        assert "Mark the rest" not in shown
        assert "Attendance opens at 5:30 PM" in words_of(desk.page(f"/care/sessions/{group.next}"))
        refused = desk.post(page, data=sent)
        assert refused.status_code == 422
        assert "30 minutes before" in refused.get_data(as_text=True)
        assert marks() == {}
    with time_machine.travel(opens, tick=False):
        desk = browser(fay)
        assert f"{group.next}/attendance" in desk.page("/care/people")
        assert desk.post(page, data=sent).status_code == 303
    assert marks() == {ana.person_id: "present"}


@pytest.mark.parametrize("who", ["carla", "fay"])
def test_a_past_week_is_found_from_the_series_and_corrected(
    browser, ana, group, who, request, browser_of_ana
):
    staff, date = request.getfixturevalue(who), past_date(group)
    mark(browser(staff), date, ana, "absent")
    assert corrections(ana) == 0
    later = clock.now() + timedelta(weeks=2)
    with time_machine.travel(later):
        desk = browser(staff)
        held = occurrence(date).held_on
        shown = desk.page(f"/care/series/{group.series_id}/dates?month={held:%Y-%m}")
        assert f"/care/sessions/{date}/attendance" in shown
        assert "1 marked" in words_of(shown)
        assert "Ana" not in words_of(shown)
        mark(desk, date, ana, "present")
        mark(desk, date, ana, "present")
        assert marks() == {ana.person_id: "present"}
        assert corrections(ana) == 1
        told = words_of(browser_of_ana().page("/privacy/changes"))
        assert "Corrected your attendance: Evening group on" in told
        assert staff.name in told


def test_what_a_day_left_open_is_a_correction_too_and_so_is_a_mark_taken_back(
    browser, fay, ana, group
):
    date = past_date(group)
    with time_machine.travel(occurrence(date).ends_at + timedelta(hours=25)):
        mark(browser(fay), date, ana, "present")
        assert corrections(ana) == 1
        mark(browser(fay), date, ana, "")
        assert corrections(ana) == 2


def test_months_can_be_turned_and_none_lies_ahead(browser, carla, group):
    page = f"/care/series/{group.series_id}/dates"
    laptop = browser(carla)
    before = today().replace(day=1) - timedelta(days=1)
    assert f"month={before:%Y-%m}" in laptop.page(page)
    assert "Month after" not in laptop.page(page)
    assert "Month after" in laptop.page(f"{page}?month={before:%Y-%m}")
    assert f"/care/sessions/{group.next}/" not in laptop.page(f"{page}?month=2099-01")
    for odd in ("soon", "2026-13", "1999-01", ""):
        assert laptop.get(f"{page}?month={odd}").status_code == 404
    assert f"{page}" in laptop.page(f"/care/series/{group.series_id}")


def test_nora_finds_no_past_dates(browser, nora, group):
    assert browser(nora).get(f"/care/series/{group.series_id}/dates").status_code == 404


def test_a_mark_can_be_taken_back(browser, fay, ana, group):
    for mark in ("late", ""):
        browser(fay).post(address(group), data={"person": [ana.person_id], "mark": [mark]})
    assert marks() == {}


def test_reading_attendance_is_written_down(browser, fay, ana, group):
    assert "Ana" in words_of(browser(fay).page(address(group)))
    assert reads(Act.READ_ATTENDANCE, ana) == 1


def test_dev_marks_nobody_he_does_not_see(browser, dev, ana, group):
    assert "Ana" not in words_of(browser(dev).page(address(group)))
    sent = {"person": [ana.person_id], "mark": ["absent"]}
    assert browser(dev).post(address(group), data=sent).status_code == 404
    assert marks() == {}


def test_nora_finds_no_such_session(browser, nora, group):
    assert browser(nora).get(address(group)).status_code == 404
    assert browser(nora).post(address(group), data={}).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": ["nobody"], "mark": ["present"]},
        {"mark": ["present"]},
        {"person": ["{ana}"], "mark": ["drunk"]},
        {"person": ["{ana}"], "mark": ["present", "present"]},
    ],
)
def test_odd_marks_are_refused(browser, fay, ana, group, wrong):
    sent = {
        name: [value.replace("{ana}", str(ana.person_id)) for value in values]
        for name, values in wrong.items()
    }
    assert browser(fay).post(address(group), data=sent).status_code == 422
    assert marks() == {}
