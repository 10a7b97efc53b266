"""After a change the focus stands on the sentence that says so, beside the thing that changed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, sign_in
from tests.browser.server import Server


@pytest.fixture
def laptop(own_demo: Server, open_phone: Callable[..., Page]) -> Page:
    page = open_phone(own_demo, viewport=LAPTOP)
    sign_in(page, "carla")
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent")).strip()


def test_carla_cancels_and_opens_again_and_hears_it(laptop: Page) -> None:
    laptop.goto("/care/week")
    laptop.locator(".week-days a").last.click()
    laptop.get_by_label("Reason").fill("Thanksgiving")
    laptop.get_by_role("button", name="Cancel th").click()
    expect(laptop.get_by_role("status").filter(has_text="The day is closed")).to_be_focused()
    laptop.get_by_role("button", name="Open again").first.click()
    expect(laptop.get_by_role("status").filter(has_text="takes place again")).to_be_focused()


def test_carla_moves_one_date_and_hears_it_in_the_panel(laptop: Page) -> None:
    laptop.goto("/care/series")
    laptop.get_by_role("link", name="Evening group").click()
    laptop.locator("nav[aria-labelledby=next-dates] a").last.click()
    laptop.get_by_role("link", name="Move").click()
    laptop.get_by_label("From").fill("17:00")
    laptop.get_by_label("To", exact=True).fill("20:00")
    laptop.get_by_role("button", name="Move").click()
    said = laptop.locator("#panel").get_by_role("status")
    expect(said).to_be_focused()
    assert "Moved." in focused(laptop)
    assert "done=" not in laptop.url
    laptop.reload()
    expect(laptop.locator("#panel .panel-title")).to_be_visible()
    expect(said).to_have_count(0)


def test_carla_closes_a_day_on_her_phone(own_demo: Server, open_phone: Callable[..., Page]) -> None:
    phone = open_phone(own_demo)
    sign_in(phone, "carla")
    phone.goto("/care/week")
    phone.locator("a.agenda-date").last.click()
    phone.get_by_label("Reason").fill("Thanksgiving")
    phone.get_by_role("button", name="Cancel th").click()
    expect(phone.get_by_role("status").filter(has_text="The day is closed")).to_be_focused()


def test_a_slip_of_the_hand_is_asked_about_with_the_focus_on_it(laptop: Page) -> None:
    laptop.goto("/care/series/new")
    laptop.get_by_label("Name people see").fill("Morning group")
    laptop.get_by_label("Mon", exact=True).check()
    laptop.get_by_label("To", exact=True).fill("15:00")
    laptop.get_by_role("button", name="Save and enroll people").click()
    expect(laptop.locator("#error-summary")).to_be_focused()
    laptop.get_by_label("It ends the next day").check()
    laptop.get_by_label("To", exact=True).fill("01:00")
    laptop.get_by_role("button", name="Save and enroll people").click()
    expect(laptop.get_by_role("status").filter(has_text="Now enroll people")).to_be_focused()
