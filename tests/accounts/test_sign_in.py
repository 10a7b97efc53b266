"""Signing in with a name and a password."""

import re
from datetime import timedelta

import pytest
import time_machine

from patient_app.accounts.models import SignInSession
from patient_app.centers.models import Center, CenterHost
from patient_app.core import clock
from patient_app.core.actors import Role
from patient_app.core.db import session, unit_of_work
from tests.accounts.ways import OTHER_WORDS, WORDS, give_password, sign_in

WRONG = "That name and password do not go together."


def _signed_in(browser) -> bool:
    return browser.get("/settings").status_code == 200


def _rows(someone) -> list[SignInSession]:
    return session().query(SignInSession).filter_by(person_id=someone.person_id).all()


def test_ana_signs_in(browser, ana):
    give_password(ana)
    phone = browser()
    answer = sign_in(phone, "ana")
    assert (answer.status_code, answer.location) == (303, "/")
    assert _signed_in(phone)


def test_her_session_lasts_a_month_without_use(browser, ana):
    give_password(ana)
    phone = browser()
    sign_in(phone, "ana")
    with time_machine.travel(clock.now() + timedelta(days=29)):
        assert _signed_in(phone)
    with time_machine.travel(clock.now() + timedelta(days=62)):
        assert not _signed_in(phone)


def test_and_ends_after_ninety_days_however_much_she_uses_it(browser, ana):
    give_password(ana)
    phone = browser()
    sign_in(phone, "ana")
    start = clock.now()
    for day in (25, 50, 75, 89):
        with time_machine.travel(start + timedelta(days=day)):
            assert _signed_in(phone), day
    with time_machine.travel(start + timedelta(days=91)):
        assert not _signed_in(phone)


def test_on_a_shared_phone_it_ends_after_half_an_hour_and_with_the_browser(browser, ana):
    give_password(ana)
    phone = browser()
    answer = sign_in(phone, "ana", shared="yes")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("steady="))
    assert "Max-Age" not in cookie
    with time_machine.travel(clock.now() + timedelta(minutes=36)):
        assert not _signed_in(phone)


def test_the_cookie_is_for_us_alone_and_the_table_holds_no_token(browser, ana):
    give_password(ana)
    cookie = sign_in(browser(), "ana").headers.getlist("Set-Cookie")[0]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    token = re.match(r"steady=([^;]+)", cookie)[1]
    assert token.encode() not in _rows(ana)[0].token_hash


@pytest.mark.parametrize("spelled", ["Ana", " ANA ", "ana", "ａｎａ"])
def test_case_width_and_stray_spaces_do_not_matter_in_a_name(browser, ana, spelled):
    give_password(ana)
    assert sign_in(browser(), spelled).status_code == 303


@pytest.mark.parametrize("spelled", [f" {WORDS} ", WORDS.replace(" ", "  ")])
def test_nor_stray_spaces_in_a_password(browser, ana, spelled):
    give_password(ana)
    assert sign_in(browser(), "ana", spelled).status_code == 303


def test_a_wrong_password_is_refused_and_the_name_stays(browser, ana):
    give_password(ana)
    answer = sign_in(browser(), "Ana", OTHER_WORDS)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert WRONG in page
    assert 'value="Ana"' in page
    assert OTHER_WORDS not in page


def _without_the_name(answer, name: str) -> str:
    return answer.get_data(as_text=True).replace(name, "NAME")


def test_nobody_learns_whether_a_name_exists(browser, ana, ben):
    give_password(ana)  # ben joined with a passkey and has no password
    told = [
        (answer.status_code, _without_the_name(answer, name), dict(answer.headers))
        for name in ("ana", "ben", "zoe")
        for answer in [sign_in(browser(), name, OTHER_WORDS)]
    ]
    assert told[0] == told[1] == told[2]


def test_an_unknown_name_costs_a_hash_too(browser, ana, monkeypatch):
    give_password(ana)
    asked = []
    from patient_app.accounts.service import passwords

    real = passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda *a: asked.append(1) or real(*a))
    sign_in(browser(), "ana", OTHER_WORDS)
    sign_in(browser(), "nobody", OTHER_WORDS)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("to", "ends_at"),
    [
        ("/schedule", "/schedule"),
        ("/schedule?week=2", "/schedule?week=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/%5cevil.example", "/"),
        ("/%2fevil.example", "/"),
        ("/\tevil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out", "/"),
        ("/" + "a" * 400, "/"),
    ],
)
def test_afterwards_only_a_page_of_ours_opens(browser, ana, to, ends_at):
    give_password(ana)
    assert sign_in(browser(), "ana", to=to).location == ends_at


def test_someone_signed_in_already_is_sent_on(browser, ana):
    assert browser(ana).get("/sign-in?to=/settings").location == "/settings"


def test_a_page_that_needs_her_brings_her_back_to_it(browser, ana):
    give_password(ana)
    phone = browser()
    away = phone.get("/settings").location
    assert away == "/sign-in?to=/settings"
    assert 'name="to" value="/settings"' in phone.page(away)


def test_signing_in_again_keeps_the_device_and_changes_the_token(browser, ana):
    give_password(ana)
    phone = browser()
    sign_in(phone, "ana")
    first = phone.get_cookie("steady").value
    sign_in(phone, "ana")
    assert phone.get_cookie("steady").value != first
    assert len(_rows(ana)) == 1
    stale = browser()
    stale.hold(first)
    assert not _signed_in(stale)


def test_when_ben_signs_in_on_anas_phone_her_sign_in_there_ends(browser, ana, ben):
    give_password(ben)
    phone = browser(ana)
    sign_in(phone, "ben")
    assert [row.ended_by for row in _rows(ana)] == ["replaced"]
    assert "ben" not in [row.ended_by for row in _rows(ben)]


def test_the_center_is_the_hosts_when_she_belongs_there(browser, carla, elsewhere):
    from patient_app.accounts.service.roles import give_role

    give_password(carla)
    give_role(carla.person_id, elsewhere.center_id, Role.FRONT_DESK, carla.actor, clock.now())
    phone = browser()
    sign_in(phone, "carla")
    assert _waiting_at(carla) == carla.center_id
    _name_host("localhost", elsewhere.center_id)
    sign_in(phone, "carla")
    assert _waiting_at(carla) == elsewhere.center_id


@unit_of_work()
def _name_host(host: str, center_id) -> None:
    session().add(CenterHost(center_id=center_id, host=host))


def _waiting_at(someone):
    from patient_app.accounts.models import SignInStep

    rows = session().query(SignInStep).filter_by(person_id=someone.person_id).all()
    return max(rows, key=lambda row: row.expires_at).center_id


def test_staff_with_only_a_password_are_not_in_yet(browser, carla):
    give_password(carla)
    laptop = browser()
    answer = sign_in(laptop, "carla", to="/settings")
    assert answer.location == "/sign-in/second-step"
    assert laptop.get_cookie("steady") is None
    assert not _rows(carla)
    assert not _signed_in(laptop)


@unit_of_work()
def _become_demo(center_id) -> None:
    session().get_one(Center, center_id).is_demo = True


def test_demo_staff_on_this_machine_need_no_second_step(browser, carla):
    give_password(carla)
    _become_demo(carla.center_id)
    assert sign_in(browser(), "carla").location == "/"


def test_the_demo_cannot_be_entered_from_a_public_address(app, browser, carla, ana):
    from dataclasses import replace

    give_password(carla)
    give_password(ana)
    _become_demo(carla.center_id)
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(
        settings, public_url="https://steady.example", public_url_set=True
    )
    for name in ("ana", "carla"):
        answer = browser().post(
            "/sign-in",
            base_url="https://steady.example",
            data={"name": name, "password": WORDS},
        )
        assert answer.status_code == 422
        assert WRONG in answer.get_data(as_text=True)


def test_someone_without_any_role_cannot_sign_in(browser, ana):
    from patient_app.accounts.service.roles import end_role

    give_password(ana)
    end_role(ana.person_id, ana.center_id, Role.PATIENT, ana.actor, clock.now())
    assert sign_in(browser(), "ana").status_code == 422


HOSTILE = [
    "\0ana\0",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u202eana",
    "a" * 300,
    "🙂" * 80,
    "%s%n{{7*7}}",
    "\ud7ff\uffff",
    "null",
    "İ" * 30,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_names_get_a_form_back(browser, ana, typed):
    answer = sign_in(browser(), typed, "x" * 20)
    assert answer.status_code == 422
    assert "<script>alert(1)</script>" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("typed", [*HOSTILE, "x" * 2000, ""])
def test_hostile_passwords_keep_the_name(browser, ana, typed):
    answer = sign_in(browser(), "Ana Maria", typed)
    assert answer.status_code == 422
    assert 'value="Ana Maria"' in answer.get_data(as_text=True)


def test_a_form_that_is_far_too_large_is_refused(browser):
    assert sign_in(browser(), "a" * 2_000_000).status_code == 413


@pytest.mark.parametrize("answer_of_phone", ["{}", "[]", "x" * 30_000, "\0", '{"id": 1}'])
def test_an_odd_answer_of_a_phone_is_a_clear_no(browser, answer_of_phone):
    assert browser().post("/sign-in", data={"passkey": answer_of_phone}).status_code == 422


def test_an_unknown_field_is_refused(browser, ana):
    give_password(ana)
    assert sign_in(browser(), "ana", role="admin").status_code == 422


def test_another_site_cannot_send_the_form(browser, ana):
    give_password(ana)
    answer = browser().post(
        "/sign-in",
        data={"name": "ana", "password": WORDS},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
