"""Promise: pages of the log keep on the phone first; a form that stays open loses nothing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.server import Server


@pytest.fixture
def phone(demo: Server, open_phone: Callable[..., Page]) -> Page:
    """Ana's phone with one fresh entry open."""
    page = open_phone(demo)
    sign_in(page, "ana")
    page.goto("/log/new")
    page.get_by_role("radio", name="7").check(force=True)
    expect(page.locator("#dock-state")).to_have_text("Saved")
    page.goto("/log")
    page.locator("a.entry-row").first.click()
    expect(page.get_by_role("heading", name="Strong")).to_be_visible()
    return page


def offline(page: Page, off: bool) -> None:
    context: BrowserContext = page.context
    context.set_offline(off)


def test_more_is_told_with_chips_and_a_word_of_ones_own(phone: Page) -> None:
    phone.get_by_role("link", name="Add or change").click()
    phone.evaluate(
        "() => document.querySelectorAll('details').forEach((each) => (each.open = true))"
    )
    phone.locator("label.chip", has_text="Boredom").click()
    phone.get_by_label("Your own word for it").first.fill("My old street")
    phone.get_by_role("button", name="Add").first.click()
    phone.get_by_label("Your own word for it").nth(1).fill("Drumming")
    phone.get_by_role("button", name="Save").click()
    phone.wait_for_url(re.compile(r"/log/[0-9a-f-]{36}$"))
    main = phone.locator("main")
    expect(main).to_contain_text("Bored")
    expect(main).to_contain_text("My old street")
    expect(main).to_contain_text("Drumming")


def test_a_form_saved_without_signal_and_changed_again_keeps_both(phone: Page) -> None:
    phone.get_by_role("link", name="Add or change").click()
    note = phone.get_by_label("Anything else")
    note.fill("First words.")
    offline(phone, True)
    save = phone.get_by_role("button", name="Save")
    save.click()
    expect(phone.locator(".sent")).to_contain_text("Saved on this phone")
    expect(phone.locator("form[aria-busy]")).to_have_count(0)
    note.fill("Second words.")
    phone.locator("[data-field=halt] label.chip", has_text="Tired").click()
    save.click()
    expect(phone.locator("form[aria-busy]")).to_have_count(0)
    offline(phone, False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.wait_for_timeout(1500)
    phone.get_by_role("link", name="Back").click()
    main = phone.locator("main")
    expect(main).to_contain_text("Second words.")
    expect(main).to_contain_text("Tired")
    expect(main).not_to_contain_text("Changed in two places")


def test_taken_out_and_put_back(phone: Page) -> None:
    phone.get_by_role("button", name="Take it out").click()
    phone.wait_for_url(re.compile(r"/log\?out="))
    phone.get_by_role("button", name="Undo").click()
    phone.wait_for_url(re.compile(r"/log/[0-9a-f-]{36}$"))
    expect(phone.get_by_role("link", name="Add or change")).to_be_visible()


def test_how_it_is_now_is_told_in_two_taps(phone: Page) -> None:
    phone.locator("#after .vessel").nth(3).click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("main")).to_contain_text("3 of 10")


def test_the_mood_is_one_tap_and_can_be_taken_back(own_demo: Server, open_phone) -> None:
    page = open_phone(own_demo)
    sign_in(page, "ben")
    mood = page.locator("#mood-form")
    mood.get_by_role("button", name="Good").click()
    mood.get_by_role("button", name="Low").click()  # before the first was sent, or even written
    expect(page.locator("#mood-undo")).to_contain_text("Saved on this phone")
    expect(mood.get_by_role("button", name="Low")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("form[aria-busy]")).to_have_count(0)
    page.goto("/log?show=days")
    expect(page.locator("a.entry-row").first).to_contain_text("Low")
    page.goto("/")
    page.locator("#mood-undo").get_by_role("button", name="Undo").click()
    expect(page.locator("#mood-undo")).to_be_hidden()
    mood.get_by_role("button", name="Great").click()
    page.locator("#mood-undo").get_by_role("button", name="Undo").click()
    expect(page.locator("#mood-undo")).to_be_hidden()
    page.wait_for_timeout(500)
    page.goto("/log?show=days")
    expect(page.locator("a.entry-row", has_text="Great")).to_have_count(0)


class Thumb:
    """Taps what is on the screen, without scrolling, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, selector: str, number: int = 0) -> None:
        place = self.page.locator(selector).nth(number)
        place.wait_for()
        box = place.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        reached = place.evaluate(
            "(place, [x, y]) => place.contains(document.elementFromPoint(x, y))", [x, y]
        )
        assert reached, f"{selector} is not under the thumb"
        assert min(box["width"], box["height"]) >= 44
        self.page.touchscreen.tap(x, y)
        self.taps += 1


def test_two_taps_save_an_urge_and_three_more_a_past_one(
    workshop: Server, open_phone: Callable[..., Page]
) -> None:
    phone = open_phone(workshop, has_touch=True, is_mobile=True)
    sign_in(phone, "ana")
    thumb = Thumb(phone)
    number = "#log-form .vessel:has([name='intensity:number'])"
    thumb.tap(".bar-log .disc")
    phone.wait_for_url("**/log/new")
    thumb.tap(number, 7)
    expect(phone.locator("#dock-state")).to_have_text("Saved")
    assert thumb.taps == 2
    phone.evaluate("scrollTo(0, 0)")
    thumb.tap(".bar-log .disc")
    expect(phone.locator("#which")).to_be_visible()
    thumb.tap("#which label", 1)
    thumb.tap(number, 4)
    expect(phone.locator("#dock-state")).to_have_text("Saved")
    expect(phone.locator("#when-field")).to_be_visible()
    assert thumb.taps == 5
    phone.goto("/log?show=urges")
    shown = phone.locator("a.entry-row").all_inner_texts()
    assert any("7" in row for row in shown[:3])
    assert any("4" in row for row in shown[:3])
