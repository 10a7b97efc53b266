"""Promise: a form sent by our script costs one answer, and the page it leads to is loaded once."""

from collections.abc import Callable

from tests.client import Browser
from tests.people import Someone


def test_the_script_is_told_the_next_page(browser: Callable[..., Browser], ana: Someone) -> None:
    answer = browser(ana).post(
        "/settings/language", data={"language": "es"}, headers={"Form-By": "fetch"}
    )
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Go-To"] == "/settings#f-language"
    assert "Location" not in answer.headers


def test_without_the_script_it_is_a_plain_redirect(
    browser: Callable[..., Browser], ana: Someone
) -> None:
    answer = browser(ana).post("/settings/language", data={"language": "es"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/settings#f-language")
