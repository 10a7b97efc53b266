"""Promise: whatever goes wrong, the person gets words, a code, and their own words back."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from patient_app.accounts.models import Person
from patient_app.core.access import public
from patient_app.core.db import session, unit_of_work
from tests.client import Browser
from tests.people import Someone


@pytest.fixture
def broken(app: Flask) -> None:
    """An address with a defect in it."""

    @public
    def broken() -> str:
        raise RuntimeError("Ana wrote: my secret")

    app.add_url_rule("/broken", view_func=broken, methods=["GET", "POST"])


def test_a_defect_has_a_code_that_the_log_knows_and_no_words(
    broken: None, browser: Callable[..., Browser], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = browser().post("/broken", data={"note": "Call my sister"})
    page = answer.get_data(as_text=True)
    line = caplog.records[-1].getMessage()
    code = line.split()[1]
    assert answer.status_code == 500
    assert code in page
    assert "Call my sister" in page
    assert "my secret" not in line
    assert "test_answers.py" in line


def test_a_program_is_answered_in_json(browser: Callable[..., Browser]) -> None:
    answer = browser().get("/api/office")
    assert (answer.status_code, answer.get_json()["error"]) == (401, "signed_out")


def test_with_the_database_away_there_is_still_an_answer(
    app: Flask, browser: Callable[..., Browser], ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = browser(ana)

    def away() -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("patient_app.core.pages.current_actor_or_none", away)
    monkeypatch.setattr("patient_app.core.requests.current_actor_or_none", away)
    answer = phone.get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.get_data(as_text=True)
    assert answer.headers["Content-Security-Policy"]


def test_a_refusal_speaks_the_language_of_the_person(
    browser: Callable[..., Browser], ana: Someone
) -> None:
    speak_spanish(ana)
    page = browser(ana).get("/care/week", headers={"Accept-Language": "en"})
    assert 'lang="es"' in page.get_data(as_text=True)


@unit_of_work()
def speak_spanish(who: Someone) -> None:
    session().get_one(Person, who.person_id).language = "es"


def test_a_file_asks_for_nobody(
    browser: Callable[..., Browser], ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("patient_app.registry.find_actor", lambda token, now: asked.append(token))
    browser(ana).get("/static/css.x/app.css")
    assert asked == []
