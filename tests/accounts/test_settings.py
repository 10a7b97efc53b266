"""Ana sets her language, the look, and how long her phone stays open; and proves it is her."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from patient_app.accounts.models import Person
from patient_app.accounts.service.passwords import hash_password, keep_hash
from patient_app.core import clock
from patient_app.core.db import session
from patient_app.privacy.models import Erasure

PASSWORD = "seven quiet boats at dawn"
LATER = timedelta(minutes=11)


def test_the_language_changes_at_once_and_for_good(ana, browser):
    phone = browser(ana)
    assert phone.post("/settings/language", data={"language": "es"}).status_code == 303
    assert "Ajustes" in phone.page("/settings")
    assert session().get_one(Person, ana.person_id).language == "es"
    assert "Ajustes" in browser(ana).page("/settings")


@pytest.mark.parametrize("wrong", [{}, {"language": "fr"}, {"language": "en", "more": "1"}])
def test_a_language_we_do_not_speak_changes_nothing(ana, browser, wrong):
    answer = browser(ana).post("/settings/language", data=wrong)
    assert answer.status_code == 422
    assert 'id="error-summary"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_look_stays_on_this_device(ana, browser, theme):
    phone = browser(ana)
    phone.post("/settings/look", data={"theme": theme})
    assert f'data-theme="{theme}"' in phone.page("/settings")
    assert "data-theme" not in browser(ana).page("/settings")
    phone.post("/settings/look", data={"theme": "system"})
    assert "data-theme" not in phone.page("/settings")


def test_a_look_nobody_offers_is_refused(ana, browser):
    assert browser(ana).post("/settings/look", data={"theme": "<b>"}).status_code == 422


def test_a_shared_phone_closes_after_half_an_hour(ana, browser):
    phone = browser(ana)
    answer = phone.post("/settings/shared-phone", data={"shares": "yes"})
    assert "Max-Age" not in answer.headers["Set-Cookie"]
    assert session().get_one(Person, ana.person_id).shares_phone
    with time_machine.travel(clock.now() + timedelta(minutes=36), tick=False):
        assert phone.get("/settings").status_code == 303


def test_a_phone_of_her_own_again_stays_open(ana, browser):
    phone = browser(ana)
    phone.post("/settings/shared-phone", data={"shares": "yes"})
    answer = phone.post("/settings/shared-phone", data={"shares": "no"})
    assert "Max-Age=7776000" in answer.headers["Set-Cookie"]
    with time_machine.travel(clock.now() + timedelta(days=20), tick=False):
        assert phone.get("/settings").status_code == 200


def test_staff_have_settings_too(carla, browser):
    shown = browser(carla).page("/settings")
    assert "Second step" in shown
    assert "Does anyone else use this phone?" not in shown


@pytest.fixture
def late(ana, browser):
    """Ana's phone eleven minutes after signing in, with a password to prove herself."""
    keep_hash(ana.person_id, hash_password(PASSWORD, []), clock.now())
    phone = browser(ana)
    with time_machine.travel(clock.now() + LATER, tick=False):
        yield phone


def test_a_sensitive_page_asks_first_and_then_opens(late):
    asked = late.get("/privacy/delete")
    assert asked.headers["Location"] == "/sign-in/again?to=/privacy/delete"
    shown = late.page(asked.headers["Location"])
    assert "Is it you?" in shown
    proved = late.post(asked.headers["Location"], data={"again_password": PASSWORD})
    assert proved.headers["Location"] == "/privacy/delete"
    assert late.get("/privacy/delete").status_code == 200


def test_a_wrong_password_stays_on_the_question(late):
    answer = late.post("/sign-in/again?to=/privacy/delete", data={"again_password": "no"})
    assert answer.status_code == 422
    assert "did not match" in answer.get_data(as_text=True)
    assert late.get("/privacy/delete").status_code == 303


def test_a_form_that_comes_too_late_keeps_its_words(late, ana):
    asked = late.post("/privacy/delete", data={"word": "delete"})
    text = asked.get_data(as_text=True)
    assert asked.status_code == 422
    assert 'name="word" value="delete"' in text
    assert 'action="/privacy/delete"' in text
    wrong = late.post("/privacy/delete", data={"word": "delete", "again_password": "no"})
    assert 'name="word" value="delete"' in wrong.get_data(as_text=True)
    assert session().scalars(select(Erasure)).all() == []
    done = late.post("/privacy/delete", data={"word": "delete", "again_password": PASSWORD})
    assert done.headers["Location"] == "/privacy/deleted"


def test_passwords_are_not_carried_along(late):
    asked = late.post("/settings/password", data={"password": "canary-in-a-field"})
    assert "canary-in-a-field" not in asked.get_data(as_text=True)


def test_the_question_never_sends_anyone_elsewhere(late):
    for away in ("https://example.org", "//example.org", "/\\example.org"):
        answer = late.post(
            "/sign-in/again", query_string={"to": away}, data={"again_password": PASSWORD}
        )
        assert answer.headers["Location"] == "/settings"


def test_proving_it_once_lasts_ten_minutes(late):
    late.post("/sign-in/again", data={"again_password": PASSWORD})
    assert late.get("/privacy/delete").status_code == 200
    with time_machine.travel(clock.now() + LATER, tick=False):
        assert late.get("/privacy/delete").status_code == 303


def test_bens_password_does_not_prove_ana(late, ben):
    keep_hash(ben.person_id, hash_password("other boats on other seas", []), clock.now())
    answer = late.post("/sign-in/again", data={"again_password": "other boats on other seas"})
    assert answer.status_code == 422
