"""A ten-minute code lets one more device of the same person in."""

import re
from datetime import timedelta

import pytest
import time_machine

from patient_app.core import clock
from patient_app.core.audit import Act
from tests.accounts.ways import give_password


def _shown(phone) -> str:
    answer = phone.post("/settings/devices/code")
    assert answer.status_code == 200
    return re.search(r'class="code-shown">([A-Z0-9-]+)<', answer.get_data(as_text=True))[1]


def test_ana_lets_the_installed_app_in(browser, ana):
    code = _shown(browser(ana))
    app = browser()
    assert app.post("/invite", data={"code": code.lower()}).location == "/join"
    assert "You sign in here as ana." in app.page("/join")
    assert app.post("/join", data={"shared": "no"}).location == "/"
    assert app.get("/settings").status_code == 200


def test_her_other_phone_stays_signed_in_and_her_password_stays(browser, ana):
    from patient_app.accounts.service.passwords import has_password

    give_password(ana)
    phone, app = browser(ana), browser()
    app.post("/invite", data={"code": _shown(phone)})
    app.post("/join", data={"shared": "no"})
    assert phone.get("/settings").status_code == 200
    assert has_password(ana.person_id)


@pytest.mark.parametrize(("minutes", "status"), [(9, 303), (11, 422)])
def test_it_lives_ten_minutes(browser, ana, minutes, status):
    code = _shown(browser(ana))
    with time_machine.travel(clock.now() + timedelta(minutes=minutes)):
        assert browser().post("/invite", data={"code": code}).status_code == status


def test_it_works_once(browser, ana):
    code = _shown(browser(ana))
    first, second = browser(), browser()
    for app in (first, second):
        app.post("/invite", data={"code": code})
    assert first.post("/join", data={"shared": "no"}).location == "/"
    assert second.post("/join", data={"shared": "no"}).location == "/invite?old=1"
    assert browser().post("/invite", data={"code": code}).status_code == 422


def test_a_new_code_ends_the_one_before(browser, ana):
    phone = browser(ana)
    old = _shown(phone)
    _shown(phone)
    assert browser().post("/invite", data={"code": old}).status_code == 422


def test_a_shared_device_gets_the_short_sign_in(browser, ana):
    app = browser()
    app.post("/invite", data={"code": _shown(browser(ana))})
    app.post("/join", data={"shared": "yes"})
    with time_machine.travel(clock.now() + timedelta(minutes=36)):
        assert app.get("/settings").status_code == 303


def test_it_needs_a_sign_in_of_the_last_ten_minutes(browser, ana):
    phone = browser(ana)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert phone.get("/settings/devices/code").status_code != 200
        assert "code-shown" not in phone.post("/settings/devices/code").get_data(as_text=True)


def test_staff_and_strangers_get_none(browser, carla, app):
    assert browser(carla).post("/settings/devices/code").status_code == 403
    assert browser().get("/settings/devices/code").status_code == 303


def test_ana_sees_that_a_device_was_added(browser, ana):
    from patient_app.accounts.queries.access_changes import recent_access_changes

    app = browser()
    app.post("/invite", data={"code": _shown(browser(ana))})
    app.post("/join", data={"shared": "no"})
    acts = [change.act for change in recent_access_changes(ana.person_id, clock.now())]
    assert acts == [Act.DEVICE_ADDED]
