"""Promise: after an answer the page begins where the answer stands, also for who cannot see it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.server import Server

ONE_TO_ONE = "a.session:not([href*='blocks']):has-text('One-to-one')"


def in_focus(page: Page, words: str) -> None:
    """What a screen reader reads now, and whether it is on the screen."""
    spot = page.locator(":focus")
    expect(spot).to_contain_text(words)
    expect(spot).to_be_in_viewport()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(
    request: pytest.FixtureRequest, own_demo: Server, open_phone: Callable[..., Page]
) -> Page:
    """Ana's phone, signed in."""
    page = open_phone(own_demo, java_script_enabled=request.param)
    sign_in(page, "ana")
    return page


def test_coming_on_today(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("button", name="I’m coming").click()
    in_focus(phone, "You’re coming")


def test_coming_asking_and_taking_it_back(phone: Page) -> None:
    phone.goto("/schedule")
    phone.locator(ONE_TO_ONE).first.click()
    phone.get_by_role("button", name="I can’t come").click()
    in_focus(phone, "You can’t come")
    phone.get_by_role("button", name="I’m coming").click()
    in_focus(phone, "You’re coming")
    phone.get_by_role("button", name="Send to my care team").click()
    in_focus(phone, "Your question")
    expect(phone.get_by_text("You’re coming")).to_be_visible()
    phone.get_by_role("button", name="Take it back").click()
    in_focus(phone, "Ask for another time")


def test_removing_an_own_time_and_undoing_it(phone: Page) -> None:
    phone.goto("/schedule/blocks")
    phone.get_by_role("link", name="Math class").click()
    phone.get_by_role("button", name="Remove").click()
    in_focus(phone, "Removed: Math class")
    expect(phone.get_by_role("link", name="Math class")).to_have_count(0)
    phone.get_by_role("button", name="Undo").click()
    in_focus(phone, "Math class")


def test_choosing_a_look(phone: Page) -> None:
    phone.goto("/settings")
    phone.get_by_role("button", name="Dark").click()
    in_focus(phone, "Light or dark")
