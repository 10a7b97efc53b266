"""Promise 8: a form that comes after its sign-in expired loses nothing."""

from datetime import timedelta

import pyotp
import pytest
import time_machine

from patient_app.accounts.queries.people import language_of
from patient_app.core import clock
from tests.accounts.ways import OTHER_WORDS, WORDS, give_app, give_password

SENDS = {"language": "es"}


@pytest.fixture
def much_later():
    with time_machine.travel(clock.now() + timedelta(days=31)):
        yield


def _proof(name: str, words: str = WORDS) -> dict[str, str]:
    return {**SENDS, "enter_name": name, "enter_password": words}


@pytest.fixture
def late_phone(browser, ana, ben, much_later):
    """Ana's phone, a month later: her sign-in has expired, its cookie is still there."""
    give_password(ana)
    give_password(ben)
    with time_machine.travel(clock.now() - timedelta(days=31)):
        return browser(ana)


def test_the_form_comes_back_behind_a_sign_in(late_phone, ana):
    answer = late_phone.post("/settings/language", data=SENDS)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 401
    assert 'action="/settings/language"' in page
    assert 'name="language" value="es"' in page
    assert language_of(ana.person_id) == "en"


def test_signing_in_sends_it(late_phone, ana):
    answer = late_phone.post("/settings/language", data=_proof("ana"))
    assert answer.status_code == 303
    assert language_of(ana.person_id) == "es"
    assert late_phone.get("/settings").status_code == 200


def test_a_wrong_password_keeps_it(late_phone, ana):
    answer = late_phone.post("/settings/language", data=_proof("ana", OTHER_WORDS))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 401
    assert 'name="language" value="es"' in page
    assert 'value="ana"' in page
    assert OTHER_WORDS not in page
    assert language_of(ana.person_id) == "en"


def test_ben_cannot_send_what_ana_wrote(late_phone, ana, ben):
    answer = late_phone.post("/settings/language", data=_proof("ben"))
    assert answer.status_code == 401
    assert language_of(ana.person_id) == language_of(ben.person_id) == "en"
    assert late_phone.get("/settings").status_code == 303


def test_a_browser_nobody_was_signed_in_with_gets_the_plain_answer(browser, ana):
    give_password(ana)
    answer = browser().post("/settings/language", data=_proof("ana"))
    assert answer.status_code == 401
    assert "Sign in and send" not in answer.get_data(as_text=True)
    assert language_of(ana.person_id) == "en"


def test_nor_does_one_that_was_signed_out(browser, ana):
    give_password(ana)
    phone = browser(ana)
    token = phone.get_cookie("steady").value
    phone.post("/sign-out")
    phone.hold(token)
    assert phone.post("/settings/language", data=_proof("ana")).status_code == 401
    assert language_of(ana.person_id) == "en"


def test_hostile_words_come_back_as_words(late_phone):
    words = '"><script>alert(1)</script>'
    answer = late_phone.post("/settings/language", data={"language": words})
    assert answer.status_code == 401
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_a_password_in_the_form_is_not_sent_back(late_phone):
    answer = late_phone.post("/settings/password", data={"password": "very secret words"})
    assert "very secret words" not in answer.get_data(as_text=True)


def test_carla_adds_her_six_digits(browser, carla):
    give_password(carla)
    secret, now = give_app(carla), clock.now()
    laptop = browser(carla)
    with time_machine.travel(now + timedelta(minutes=25)):
        page = laptop.post("/settings/language", data=SENDS).get_data(as_text=True)
        assert 'name="enter_digits"' in page
        without = laptop.post("/settings/language", data=_proof("carla"))
        assert without.status_code == 401
        digits = pyotp.TOTP(secret).at(clock.now())
        answer = laptop.post("/settings/language", data={**_proof("carla"), "enter_digits": digits})
        assert answer.status_code == 303
        assert laptop.get("/settings").status_code == 200
    assert language_of(carla.person_id) == "es"
