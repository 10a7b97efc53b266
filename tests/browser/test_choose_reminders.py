"""Promise: words of one's own are on this phone's lock screen and nowhere else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.test_show_reminders import Phone, reminder


@pytest.fixture
def phone(own_demo: Server, open_phone: Callable[..., Page]) -> Phone:
    """Ana's phone on the page of reminders."""
    phone = Phone(open_phone(own_demo), own_demo)
    phone.page.goto("/settings/notifications")
    expect(phone.page.locator("#words fieldset")).to_be_enabled()
    return phone


def word(phone: Phone, number: int, words: str) -> None:
    phone.page.locator(f"#w-{number}").fill(words)
    phone.page.locator("#words button").click()


def test_her_own_words_take_the_place_of_ours_and_are_never_sent(phone: Phone) -> None:
    sent: list[str] = []
    phone.page.on("request", lambda request: sent.append(request.post_data or request.url))
    word(phone, 1, "Water the plants")
    expect(phone.page.locator("#words-said")).to_have_text("Kept on this phone.")
    phone.gets(reminder("You have a reminder", kind=1))
    assert phone.shows()[0]["title"] == "Water the plants"
    phone.gets(reminder("Of another kind", kind=2, order=2))
    phone.shows_title("Of another kind")
    assert [each for each in sent if "plants" in each] == []
    phone.page.reload()
    expect(phone.page.locator("#w-1")).to_have_value("Water the plants")


def test_words_that_tell_too_much_are_refused_and_stay_to_be_changed(phone: Phone) -> None:
    word(phone, 1, "My recovery group")
    expect(phone.page.locator("#words-said")).to_contain_text("could tell others")
    expect(phone.page.locator("#w-1")).to_have_value("My recovery group")
    phone.gets(reminder("You have a reminder", kind=1))
    assert phone.shows()[0]["title"] == "You have a reminder"


def test_a_form_in_error_is_shown_as_typed_and_this_phone_s_part_goes_on(phone: Phone) -> None:
    page = phone.page
    page.locator("#f-quiet_until").fill("")
    page.locator("form[action$='/quiet'] button").click()
    expect(page.locator("#error-summary")).to_be_visible()
    expect(page.locator("#f-quiet_until")).to_have_value("")
    expect(page.locator("#words fieldset")).to_be_enabled()


def test_opened_from_a_reminder_it_is_read_and_the_bell_counts_one_less(phone: Phone) -> None:
    page = phone.page
    page.goto("/inbox")
    target = page.locator("a.row-new").first.get_attribute("href")
    page.goto("/")
    before = int(str(page.locator(".bell").get_attribute("data-unread")))
    page.goto(str(target))
    page.wait_for_url(lambda url: "#r=" not in url)
    page.goto("/")
    after = int(str(page.locator(".bell").get_attribute("data-unread")))
    assert after == before - 1
