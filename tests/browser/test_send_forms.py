"""Promise 9: a form is sent by fetch; when sending fails the page and every word on it stay."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route

from tests.browser.server import Server

FORM = """() => {
  const form = document.createElement("form");
  form.method = "post"; form.action = "/try"; form.id = "try";
  form.innerHTML = '<input name="words" aria-label="Words"><button><span>Send</span></button>';
  document.querySelector("main").append(form);
}"""
OURS = {"X-Steady": "1", "Content-Type": "text/html"}
REFUSED = (
    "<title>Again</title><main id=main><div id=error-summary tabindex=-1>One thing</div>"
    "<form method=post><input name=words value='my words'></form></main>"
)


@pytest.fixture
def page(empty: Server, open_phone: Callable[..., Page]) -> Iterator[Page]:
    """A page with one form that goes to /try."""
    page = open_phone(empty, service_workers="block")
    page.goto("/nowhere")
    page.evaluate(FORM)
    return page


def send(page: Page) -> None:
    page.get_by_label("Words").fill("my words")
    page.get_by_role("button", name="Send").click()


def answer(page: Page, **with_: object) -> list[Route]:
    asked: list[Route] = []

    def reply(route: Route) -> None:
        asked.append(route)
        route.fulfill(**with_)  # type: ignore[arg-type]  # the test's own keywords

    page.route("**/try", reply)
    return asked


def stays(page: Page, words: str) -> None:
    page.get_by_role("alert").filter(has_text=words).wait_for()
    assert page.get_by_label("Words").input_value() == "my words"
    assert page.get_by_role("button", name="Send").is_visible()


def test_without_signal_the_words_stay(page: Page) -> None:
    page.context.set_offline(True)
    send(page)
    stays(page, "No signal. Your words are still here.")
    assert page.locator("#connection").is_visible()


def test_behind_a_portal_the_words_stay(page: Page) -> None:
    answer(page, status=200, headers={"Content-Type": "text/html"}, body="<h1>Hotel</h1>")
    send(page)
    stays(page, "No signal. Your words are still here.")


def test_a_refusal_is_told_where_the_person_is(page: Page) -> None:
    body = "<main id=main><p data-wording>That time is taken.</p></main>"
    answer(page, status=409, headers=OURS, body=body)
    send(page)
    stays(page, "That time is taken.")


def test_wrong_input_brings_the_form_back_with_the_summary_in_focus(page: Page) -> None:
    answer(page, status=422, headers=OURS, body=REFUSED)
    send(page)
    page.locator("#error-summary").wait_for()
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert page.locator("input[name=words]").input_value() == "my words"


def test_what_was_taken_leads_on(page: Page) -> None:
    page.evaluate("document.getElementById('try').action = '/language'")
    page.evaluate("document.querySelector('#try input').name = 'to'")
    page.get_by_label("Words").fill("es")
    page.get_by_role("button", name="Send").click()
    page.locator("#try").wait_for(state="detached")
    assert page.url.endswith("/nowhere")


def test_a_second_tap_while_sending_sends_nothing(page: Page) -> None:
    held: list[Route] = []
    page.route("**/try", lambda route: held.append(route))
    send(page)
    page.get_by_role("button", name="Sending").wait_for()
    page.get_by_role("button", name="Sending").click()
    assert len(held) == 1
    held[0].fulfill(status=409, headers=OURS, body="<main id=main></main>")
    stays(page, "That did not work.")
