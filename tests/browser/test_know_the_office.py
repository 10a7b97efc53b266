"""The Office block of Help now: right in the office's own zone, on the phone, without signal."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from patient_app.core.assets import load_assets
from tests.browser.server import Server

WEEKDAYS = [{"day": day, "opens": "08:00", "closes": "17:00"} for day in range(1, 6)]
OFFICE = {
    "phone": "+12135550100",
    "after_hours": "+12135550111",
    "hours": WEEKDAYS,
    "zone": "America/Los_Angeles",
    "closed_on": ["2026-11-26"],
}
MOMENTS = [
    ("2026-11-23T18:00:00Z", {"open": True, "until": "17:00"}),  # Monday, 10 AM there
    ("2026-11-23T15:00:00Z", {"open": False, "day": 1, "opens": "08:00", "today": True}),
    ("2026-11-24T01:00:00Z", {"open": False, "day": 2, "opens": "08:00", "today": False}),
    ("2026-11-26T18:00:00Z", {"open": False, "day": 5, "opens": "08:00", "today": False}),
    ("2026-11-28T18:00:00Z", {"open": False, "day": 1, "opens": "08:00", "today": False}),
    ("2026-03-09T15:30:00Z", {"open": True, "until": "17:00"}),  # the day after clocks change
]


@pytest.fixture
def page(empty: Server, open_phone: Callable[..., Page]) -> Page:
    """Help now on a phone in another zone than the office."""
    page = open_phone(empty, service_workers="block", timezone_id="Asia/Tokyo")
    page.goto("/help-now/en")
    return page


@pytest.mark.parametrize(("moment", "state"), MOMENTS)
def test_it_is_open_by_the_office_s_clock(
    page: Page, moment: str, state: dict[str, object]
) -> None:
    told = page.evaluate(
        "([module, office, at]) => import(module).then(m => m.openNow(office, new Date(at)))",
        [load_assets().url("js/office.js"), OFFICE, moment],
    )
    assert told == state


def test_the_block_is_hidden_until_the_phone_has_been_signed_in(page: Page) -> None:
    assert page.locator("#office").is_hidden()


def test_what_the_phone_keeps_is_shown_without_signal(page: Page) -> None:
    page.route("**/api/office", lambda route: route.fulfill(json=OFFICE, headers={"X-Steady": "1"}))
    page.evaluate("m => import(m).then(m => m.keepOffice())", load_assets().url("js/office.js"))
    page.reload()
    page.get_by_role("link", name="213-555-0100").wait_for()
    assert page.locator("a[href='tel:+12135550111']").is_visible()
