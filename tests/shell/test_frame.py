"""Promise: a tab appears with its page, the language is one tap, and hiding leaves nothing."""

from collections.abc import Callable

from flask import Flask

from patient_app.centers.models import Center
from patient_app.core.access import signed_in
from patient_app.core.db import session, unit_of_work
from patient_app.core.pages import render
from patient_app.shell.frame import PATIENT_PLACES, frame
from tests.client import Browser
from tests.people import Place, Someone, make_center, sign_in
from tests.shell.words import telling


@unit_of_work()
def become_demo(place: Place) -> None:
    center = session().get(Center, place.center_id)
    assert center
    center.is_demo = True


def test_a_stranger_sees_no_tabs(app: Flask) -> None:
    with app.test_request_context("/help-now"):
        assert frame().tabs == []


def test_a_tab_is_there_only_when_its_page_is(app: Flask, ana: Someone) -> None:
    @signed_in
    def tabs() -> str:
        return " ".join(tab.endpoint for tab in frame().tabs)

    app._got_first_request = False  # the app has answered nothing yet that depends on the map
    app.add_url_rule("/tabs-of-this-test", "tabs_of_this_test", tabs)
    client = app.test_client()
    assert isinstance(client, Browser)
    client.hold(sign_in(ana))
    there = [place.endpoint for place in PATIENT_PLACES if place.endpoint in app.view_functions]
    assert client.page("/tabs-of-this-test").split() == there


def test_the_language_button_is_remembered_by_this_browser(
    browser: Callable[..., Browser],
) -> None:
    phone = browser()
    answer = phone.post(
        "/language", data={"to": "es"}, headers={"Referer": "http://localhost:8000/help-now"}
    )
    assert (answer.status_code, answer.location) == (303, "/help-now")
    assert 'lang="es"' in phone.page("/help-now")


def test_the_language_button_never_leads_to_another_site(browser: Callable[..., Browser]) -> None:
    for came_from in (
        "https://evil.example/x",
        "http://localhost:8000//evil.example/x",
        "http://localhost:8000/\\evil.example",
        "",
    ):
        answer = browser().post("/language", data={"to": "es"}, headers={"Referer": came_from})
        assert answer.location == "/"


def test_an_unknown_language_is_refused(browser: Callable[..., Browser]) -> None:
    assert browser().post("/language", data={"to": "xx"}).status_code == 404


def test_the_hiding_place_is_a_page_about_nothing(browser: Callable[..., Browser]) -> None:
    for language in ("en", "es"):
        page = browser().page("/hide", headers={"Accept-Language": language})
        assert telling(page) == []
        assert "Steady" not in page
        assert "<script" not in page


def test_a_frame_prints_without_a_person(app: Flask) -> None:
    with app.test_request_context("/hide"):
        assert "<main" in render("shell/offline.html")


def test_a_demo_says_so_on_every_page(app: Flask, browser: Callable[..., Browser]) -> None:
    assert "nobody here is real" not in browser().page("/help-now")
    become_demo(make_center("demo", "America/Los_Angeles"))
    app.extensions.pop("demo_known")
    assert "nobody here is real" in browser().page("/help-now")
