"""Staff keep who was there; the front desk too."""

import pytest
from sqlalchemy import select

from patient_app.core.audit import Act
from patient_app.core.db import session
from patient_app.schedule.models import Attendance
from tests.careteam.screens import past_date, reads, run_group, words_of


@pytest.fixture
def group(carla, ana, ben):
    return run_group(carla, ana, ben)


def address(group) -> str:
    return f"/care/sessions/{past_date(group)}/attendance"


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
