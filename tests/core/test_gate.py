"""Promise: nobody can act in a person's name from another site or another address."""

from collections.abc import Callable

import pytest
from flask import Flask

from patient_app.centers.models import CenterHost
from patient_app.core.access import public
from patient_app.core.config import BadSetting, read_settings
from patient_app.core.db import session, unit_of_work
from tests.client import Browser
from tests.people import Place


@pytest.fixture
def saved(app: Flask) -> list[str]:
    """What a form at /leave-a-word received."""
    received: list[str] = []

    @public
    def leave_a_word() -> str:
        received.append("a word")
        return "saved"

    app.add_url_rule("/leave-a-word", view_func=leave_a_word, methods=["GET", "POST"])
    return received


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": None, "Origin": "http://localhost:8000"},
    ],
    ids=["our own page", "typed by the person", "an old browser on our own page"],
)
def test_a_form_from_our_own_page_is_taken(
    browser: Callable[..., Browser], saved: list[str], headers: dict[str, str | None]
) -> None:
    assert browser().post("/leave-a-word", headers=headers).status_code == 200
    assert saved == ["a word"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8000"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:8000"},
        {"Sec-Fetch-Site": None},
        {"Sec-Fetch-Site": None, "Origin": "null"},
        {"Sec-Fetch-Site": None, "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": None, "Origin": "https://localhost:8000"},
        {"Sec-Fetch-Site": None, "Origin": "http://localhost:8000.elsewhere.example"},
    ],
)
def test_a_form_from_anywhere_else_is_refused_and_changes_nothing(
    browser: Callable[..., Browser], saved: list[str], headers: dict[str, str | None]
) -> None:
    typed = {"note": "Call my sister", "password": "never shown again"}
    answer = browser().post("/leave-a-word", headers=headers, data=typed)
    assert answer.status_code == 403
    page = answer.get_data(as_text=True)
    assert "Call my sister" in page
    assert "never shown again" not in page
    assert saved == []


def test_a_page_under_another_name_is_sent_home(browser: Callable[..., Browser]) -> None:
    answer = browser().get("/healthz-not?x=1", base_url="http://evil.example")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "http://localhost:8000/healthz-not?x=1"


def test_a_broken_line_in_an_address_stays_part_of_it(browser: Callable[..., Browser]) -> None:
    answer = browser().get("/a%0d%0aX:1", base_url="http://evil.example")
    assert answer.headers["Location"] == "http://localhost:8000/a%0D%0AX%3A1"


def test_a_form_under_another_name_is_refused(
    browser: Callable[..., Browser], saved: list[str]
) -> None:
    answer = browser().post("/leave-a-word", base_url="http://evil.example")
    assert answer.status_code == 421
    assert saved == []


def test_the_health_check_answers_under_any_name(browser: Callable[..., Browser]) -> None:
    answer = browser().get("/healthz", base_url="http://10.0.0.7:8000")
    assert (answer.status_code, answer.get_json()["ready"]) == (200, True)


@pytest.mark.parametrize(
    "public_url",
    [
        "http://app.example.org",
        "ftp://localhost",
        "https://",
        "https://a.example/app",
        "app.example",
    ],
)
def test_an_address_that_is_not_safe_refuses_to_start(public_url: str) -> None:
    with pytest.raises(BadSetting):
        read_settings({"PUBLIC_URL": public_url})


def test_https_names_its_cookie_so_that_nothing_else_can_set_it() -> None:
    secure = read_settings({"PUBLIC_URL": "https://app.example.org"})
    assert (secure.cookie_name, secure.https, secure.demo_allowed) == ("__Host-steady", True, False)
    local = read_settings({})
    assert (local.cookie_name, local.https, local.demo_allowed) == ("steady", False, True)


def test_a_center_answers_under_a_name_of_its_own(
    browser: Callable[..., Browser], saved: list[str], center: Place
) -> None:
    @unit_of_work()
    def name_it() -> None:
        session().add(CenterHost(center_id=center.center_id, host="riverside.example"))

    theirs = "http://riverside.example"
    assert browser().get("/sign-in", base_url=theirs).status_code == 308
    name_it()
    assert browser().get("/sign-in", base_url=theirs).status_code == 200
    assert browser().post("/leave-a-word", base_url=theirs).status_code == 200
    foreign = {"Sec-Fetch-Site": None, "Origin": "http://localhost:8000"}
    assert browser().post("/leave-a-word", base_url=theirs, headers=foreign).status_code == 403
