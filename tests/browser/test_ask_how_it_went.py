"""Promise: an urge is asked about a quarter of an hour later, once, and never in the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(own_demo: Server, open_phone: Callable[..., Page]) -> Page:
    """Ben's phone, on the page of a new entry, with a clock of its own."""
    page = open_phone(own_demo, service_workers="block")
    sign_in(page, "ben")
    page.clock.install()
    page.goto("/log/new")
    return page


def tap(phone: Page, number: str) -> None:
    phone.locator("#log-form label.vessel", has_text=number).first.click()
    expect(phone.locator("#dock-state")).to_be_visible()


def test_left_open_it_asks_after_a_quarter_of_an_hour(phone: Page) -> None:
    tap(phone, "7")
    card = phone.locator("#ask-after")
    phone.clock.fast_forward("14:00")
    expect(card).to_be_hidden()
    phone.clock.fast_forward("01:30")
    expect(card).to_contain_text("it was 7. How did it go?")
    card.get_by_role("button", name="It passed").click()
    expect(card).to_be_hidden()
    phone.reload()
    expect(card).to_be_hidden()


def test_opened_hours_later_it_asks_how_it_went_and_keeps_the_answer(phone: Page) -> None:
    tap(phone, "7")
    phone.clock.fast_forward("05:00:00")
    phone.reload()
    card = phone.locator("#ask-after")
    expect(card).to_contain_text("it was 7. How did it go?")
    card.locator(".vessel").nth(3).click()
    expect(card).to_be_hidden()


def test_of_none_there_is_nothing_to_ask(phone: Page) -> None:
    tap(phone, "0")
    phone.clock.fast_forward("01:00:00")
    phone.reload()
    expect(phone.locator("#log-form")).to_be_visible()
    expect(phone.locator("#ask-after")).to_be_hidden()
