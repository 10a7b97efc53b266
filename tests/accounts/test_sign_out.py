"""Signing out, and the addresses that other programs look for."""

from datetime import timedelta

from sqlalchemy import select

from patient_app.accounts.models import SignInSession
from patient_app.core import clock, events
from patient_app.core.db import session


def test_ana_signs_out_and_the_old_token_opens_nothing(browser, ana):
    phone = browser(ana)
    token = phone.get_cookie("steady").value
    answer = phone.post("/sign-out")
    assert answer.location == "/sign-in"
    assert phone.get_cookie("steady") is None
    phone.hold(token)
    assert phone.get("/settings").status_code == 303
    assert session().scalars(select(SignInSession.ended_by)).all() == ["self"]


def test_her_other_phone_stays_signed_in(browser, ana):
    phone, other = browser(ana), browser(ana)
    phone.post("/sign-out")
    assert other.get("/settings").status_code == 200


def test_the_browsers_cache_goes_but_never_its_storage(browser, ana):
    answer = browser(ana).post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_stranger_who_posts_it_clears_nothing(browser, app):
    answer = browser().post("/sign-out")
    assert answer.location == "/sign-in"
    assert "Clear-Site-Data" not in answer.headers


def test_looking_at_the_address_signs_nobody_out(browser, ana):
    phone = browser(ana)
    assert phone.get("/sign-out").status_code == 405
    assert phone.get("/settings").status_code == 200


def test_whoever_keeps_subscriptions_is_told_which_sign_in_ended(browser, ana):
    told = []
    events.listen(events.SessionsEnded, told.append)
    browser(ana).post("/sign-out")
    ids = session().scalars(select(SignInSession.id)).all()
    assert [event.session_ids for event in told if event.person_id == ana.person_id] == [tuple(ids)]


def test_password_managers_find_the_page_to_change_a_password(browser, ana):
    phone = browser(ana)
    assert phone.get("/.well-known/change-password").location == "/settings/password"
    assert phone.get("/settings/password").status_code == 200


def test_finders_of_holes_are_told_whom_to_tell(browser, center):
    answer = browser().get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.get_data(as_text=True).splitlines())
    assert answer.mimetype == "text/plain"
    assert lines["Contact"] == "tel:+12135550100"
    assert lines["Expires"] > clock.now().isoformat()
    assert lines["Expires"] < (clock.now() + timedelta(days=365)).isoformat()
