"""Promise: an answer that has not left the phone says so, with the number to call."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import sign_in
from tests.browser.server import Server

pytestmark = pytest.mark.browser

ONE_TO_ONE = "a.session:not([href*='blocks']):has-text('One-to-one')"
TOLD = ".unsent-answer:visible"


@pytest.fixture
def phone(own_demo: Server, open_phone: Callable[..., Page]) -> Page:
    """Ana's phone, on the page of a session. Without a worker only the page itself sends."""
    page = open_phone(own_demo, service_workers="block")
    sign_in(page, "ana")
    page.goto("/schedule")
    page.locator(ONE_TO_ONE).first.click()
    expect(page.get_by_role("button", name="I can’t come")).to_be_visible()
    return page


def silence(page: Page) -> None:
    """Pages still open; what the phone sends gets nowhere."""
    page.context.route("**/api/sync", lambda route: route.abort())


def mend(page: Page) -> None:
    page.context.unroute("**/api/sync")
    page.evaluate("dispatchEvent(new Event('online'))")


def test_not_sent_yet_with_the_number_and_then_sent_without_a_reload(phone: Page) -> None:
    silence(phone)
    phone.get_by_role("button", name="I can’t come").click()
    told = phone.locator(TOLD)
    expect(told).to_contain_text("Not sent yet.")
    expect(told.get_by_role("link", name="Call?")).to_have_attribute("href", "tel:+12135550142")
    expect(phone.locator("#answered")).to_have_text("You can’t come")
    expect(phone.get_by_role("button", name="I can’t come")).to_be_hidden()
    phone.evaluate("window.still = true")
    mend(phone)
    expect(told).to_have_text("Sent. Your care team has it.")
    assert phone.evaluate("window.still"), "the page was loaded again"
    phone.reload()
    expect(phone.locator("#answered")).to_have_text("You can’t come")
    expect(phone.locator(TOLD)).to_have_count(0)


def test_schedule_and_today_say_it_too(phone: Page) -> None:
    silence(phone)
    phone.goto("/")
    phone.get_by_role("button", name="I’m coming").click()
    expect(phone.locator("#answered")).to_contain_text("You’re coming")
    expect(phone.locator(".deep .unsent-answer")).to_contain_text("Not sent yet. Call?")
    phone.goto("/schedule")
    told = phone.locator(TOLD)
    expect(told).to_contain_text("You’re coming. Not sent yet. Call?")
    mend(phone)
    expect(told).to_have_text("You’re coming. Sent. Your care team has it.")


def test_said_and_said_otherwise_and_the_first_again_is_the_last(phone: Page) -> None:
    def say(name: str, told: str) -> None:
        phone.get_by_role("button", name=name).click()
        expect(phone.locator("#answered")).to_have_text(told)
        expect(phone.locator("form[aria-busy]")).to_have_count(0)

    say("I can’t come", "You can’t come")
    phone.get_by_text("I’ll be late").click()
    say("20 min", "You’ll be 20 min late")
    say("I can’t come", "You can’t come")
    expect(phone.locator(TOLD)).to_contain_text("Sent.")
    phone.reload()
    expect(phone.locator("#answered")).to_have_text("You can’t come")


def test_what_the_server_refuses_is_not_shown_as_said(phone: Page) -> None:
    def refuse(route: Route) -> None:
        record = route.request.post_data_json
        told = {"id": record["id"], "error": "refused", "errors": {"data": ["It has begun."]}}
        route.fulfill(status=422, headers={"X-Steady": "1"}, json=told)

    phone.context.route("**/api/sync", refuse)
    phone.get_by_role("button", name="I can’t come").click()
    expect(phone.locator(".sent")).to_contain_text("It has begun.")
    expect(phone.locator("#answered")).to_be_hidden()
    expect(phone.locator(TOLD)).to_have_count(0)
    expect(phone.get_by_role("button", name="I can’t come")).to_be_visible()
