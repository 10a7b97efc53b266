"""Promise 3: after one visit with signal Ana's pages open without it, each "as of"; hers alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.screens import speak
from tests.browser.server import Server
from tests.browser.test_lose_signal import lost, until

pytestmark = pytest.mark.browser

KEPT = """(async () => {
  const open = (name) => new Promise((done) => {
    const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result);
  });
  const names = (await indexedDB.databases()).map((each) => each.name);
  let rows = [];
  for (const name of names.filter((each) => each !== "steady-phone")) {
    const base = await open(name);
    if (!base.objectStoreNames.contains("pack")) continue;
    rows = rows.concat(await new Promise((done) => {
      const asked = base.transaction("pack").objectStore("pack").getAllKeys();
      asked.onsuccess = () => done(asked.result);
    }));
    base.close();
  }
  return rows;
})()"""
QUEUED = KEPT.replace('"pack"', '"queue"') + ".then((keys) => keys.length)"
HAS_ALL = f"(await {KEPT}).includes('/insights')"
REFRESH = """async () => (await import(document.querySelector('script[src*="/app.js"]')
  .src.replace('app.js', 'pack.js'))).refreshPack({force: true})"""
PIN = "481516"


@pytest.fixture
def phone(own_demo: Server, open_phone: Callable[..., Page]) -> Page:
    """Ana's phone, once online until its pages are kept."""
    page = open_phone(own_demo)
    sign_in(page, "ana")
    page.goto("/")
    until(page, "navigator.serviceWorker.controller")
    until(page, HAS_ALL, 40)
    return page


@pytest.mark.parametrize("how", ["dead", "silent", "portal"])
def test_her_day_opens_and_says_from_when_it_is(phone: Page, own_demo: Server, how: str) -> None:
    title = phone.title()
    with lost(own_demo, how):
        for path in ("/", "/schedule", "/log", "/insights"):
            phone.goto(path)
            expect(phone.locator("#stored")).to_contain_text("No signal. This is from")
        phone.goto("/")
        expect(phone).to_have_title(title)
        phone.locator("a.slip").click()
        expect(phone.locator("#stored")).to_contain_text("No signal")
        assert "/schedule/" in phone.url


def test_what_she_tells_on_a_kept_page_waits_for_signal(phone: Page, own_demo: Server) -> None:
    with lost(own_demo, "dead"):
        phone.goto("/log/check-in")
        expect(phone.locator("#stored")).to_be_visible()
        phone.locator("main label.mood, main .mood").first.click()
        phone.get_by_role("button", name="Save").click()
        expect(phone.get_by_text("Saved on this phone.")).to_be_visible()
        phone.goto("/log/unsent")
        expect(phone.locator("#list .row")).to_have_count(1)


def test_back_with_signal_a_page_that_still_holds_says_so(phone: Page, own_demo: Server) -> None:
    own_demo.freeze()
    phone.goto("/schedule")
    expect(phone.locator("#stored")).to_contain_text("No signal")
    own_demo.thaw()
    expect(phone.locator("#stored")).to_contain_text("As of", timeout=30_000)
    assert phone.locator("#stored button").count() == 0


def test_a_newer_page_comes_only_with_a_tap(
    phone: Page, own_demo: Server, open_phone: Callable[..., Page]
) -> None:
    phone.context.set_offline(True)
    phone.goto("/schedule")
    expect(phone.locator("#stored")).to_contain_text("No signal")
    elsewhere = open_phone(own_demo)  # her laptop, where she chooses Spanish
    sign_in(elsewhere, "ana")
    speak(elsewhere, "es", signed_in=True)
    phone.context.set_offline(False)
    newer = phone.locator("#stored").get_by_role("button")
    expect(newer).to_be_visible(timeout=30_000)
    expect(phone).to_have_title("Schedule · Steady")
    newer.click()
    expect(phone).to_have_title("Horario · Steady")


def test_nothing_is_kept_over_a_connection_that_saves_data(
    own_demo: Server, open_phone: Callable[..., Page]
) -> None:
    page = open_phone(own_demo)
    save_data(page)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    sign_in(page, "ana")
    page.goto("/schedule")
    page.evaluate(REFRESH)
    assert not [url for url in asked if url.endswith("/api/pack")]


def save_data(page: Page) -> None:
    """The browser asks every app to be sparing."""
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )


def test_one_broken_page_stops_no_other_and_once_shared_all_go(
    own_demo: Server, open_phone: Callable[..., Page]
) -> None:
    page = open_phone(own_demo, service_workers="block")
    sign_in(page, "ana")
    page.goto("/settings")
    broken = {"status": 500, "headers": {"X-Steady": "1"}, "body": "broken"}
    page.context.route("**/schedule", lambda route: route.fulfill(**broken))
    page.evaluate(REFRESH)
    kept = page.evaluate(KEPT)
    assert "/insights" in kept
    assert "/schedule" not in kept
    # Once others use this phone her pages go, also where nothing may be asked.
    save_data(page)
    page.get_by_role("button", name="I share this phone").click()
    page.get_by_role("button", name="Only I use this phone").wait_for()
    page.evaluate(REFRESH)
    assert page.evaluate(KEPT) == []


def test_signing_out_takes_her_pages_along(phone: Page, own_demo: Server) -> None:
    phone.goto("/settings")
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url("**/sign-in")
    assert phone.evaluate(KEPT) == []
    with lost(own_demo, "dead"):
        phone.goto("/schedule")
        expect(phone.get_by_role("heading", name="No signal")).to_be_visible()


def set_pin(page: Page, pin: str = PIN) -> None:
    page.goto("/settings/phone")
    page.get_by_label("Choose a PIN").fill(pin)
    page.get_by_role("button", name="Set this PIN").click()
    expect(page.get_by_text("A PIN is set on this phone.")).to_be_visible()
    until(page, HAS_ALL, 40)


def close_app(page: Page) -> None:
    """Nobody has touched it for longer than she chose."""
    page.evaluate(
        "localStorage.setItem('lock', JSON.stringify({...JSON.parse(localStorage.lock), until: 0}))"
    )


def look_up(page: Page) -> None:
    """She takes the phone out again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")


def open_app(page: Page, pin: str = PIN) -> None:
    page.get_by_label("PIN", exact=True).fill(pin)
    page.get_by_role("button", name="Open").click()


def test_with_a_pin_nothing_of_hers_opens_before_it_was_given(
    phone: Page, own_demo: Server
) -> None:
    set_pin(phone)
    close_app(phone)
    phone.goto("/schedule")
    phone.wait_for_url("**/locked#/schedule")
    phone.get_by_label("PIN", exact=True).fill("481517")
    phone.get_by_role("button", name="Open").click()
    expect(phone.get_by_text("That is not it. Please try again.")).to_be_visible()
    phone.goto("/log/new")
    assert phone.url.endswith("/log/new")
    phone.goto("/help-now")
    assert phone.url.endswith("/help-now")
    with lost(own_demo, "dead"):
        phone.goto("/insights")
        phone.wait_for_url("**/locked#/insights")
        phone.get_by_label("PIN", exact=True).fill(PIN)
        phone.get_by_role("button", name="Open").click()
        expect(phone.locator("#stored")).to_contain_text("No signal")
        assert phone.url.endswith("/insights")


def test_what_she_is_typing_when_the_app_closes_is_back_after_her_pin(phone: Page) -> None:
    set_pin(phone)
    phone.goto("/log/win")
    phone.locator("main form textarea").first.fill("A kestrel.")
    phone.wait_for_timeout(600)  # the pause of someone who thinks
    close_app(phone)
    look_up(phone)
    phone.wait_for_url("**/locked#/log/win")
    open_app(phone)
    expect(phone.locator("main form textarea").first).to_have_value("A kestrel.")
    phone.goto("/log/new")
    phone.locator("#log-form label.vessel", has_text="6").first.click()
    phone.get_by_text("More, if you like").click()
    phone.locator("#f-thought").fill("A heron.")
    close_app(phone)
    look_up(phone)
    expect(phone.get_by_text("The app closed by itself.")).to_be_visible()
    assert phone.locator("#f-thought").input_value() == ""
    # An urge can be told without the PIN; left alone, that goes off the screen as well.
    phone.locator("#log-form label.vessel", has_text="3").first.click()
    expect(phone.locator("#dock-state")).to_be_visible()
    phone.evaluate("() => { const now = Date.now; Date.now = () => now() + 6 * 60e3; }")
    look_up(phone)
    expect(phone.locator("#dock-state")).to_be_hidden()
    phone.get_by_text("The app closed by itself.").click()
    open_app(phone)
    phone.get_by_role("button", name="Go on with it").click()
    expect(phone.locator("#f-thought")).to_have_value("A heron.")
    expect(phone.locator("#dock-state")).to_have_text("Saved")
    assert phone.locator("[data-number]").first.text_content() == "6"


def test_closing_at_once_means_leaving_the_app_not_turning_a_page(phone: Page) -> None:
    set_pin(phone)
    phone.get_by_role("button", name="At once").click()
    phone.get_by_role("link", name="Schedule", exact=True).click()
    phone.wait_for_url("**/schedule")
    phone.get_by_role("link", name="Today", exact=True).click()
    expect(phone.locator("#next")).to_be_visible()
    assert "/locked" not in phone.url


def test_her_pin_still_holds_after_someone_without_one_was_here(phone: Page) -> None:
    set_pin(phone)
    close_app(phone)
    phone.context.clear_cookies()
    phone.goto("/sign-in")
    sign_in(phone, "ben")
    # The PIN was hers: nothing of his is behind it, and the app finds that out by itself.
    phone.locator("nav.bar").wait_for()
    until(phone, "!localStorage.getItem('lock')")
    phone.goto("/schedule")
    phone.wait_for_url("**/schedule")
    phone.context.clear_cookies()
    sign_in(phone, "ana")
    phone.wait_for_url("**/locked#**")
    phone.get_by_label("PIN", exact=True).fill(PIN)
    phone.get_by_role("button", name="Open").click()
    phone.wait_for_url(lambda url: "/locked" not in url)


def test_twenty_wrong_pins_delete_the_pages_and_not_what_she_wrote(
    phone: Page, own_demo: Server
) -> None:
    set_pin(phone)
    own_demo.stop()
    phone.goto("/log/new")
    phone.locator("#log-form label.vessel", has_text="6").first.click()
    phone.locator("#dock-state:not([hidden])").wait_for()
    close_app(phone)
    phone.goto("/")
    phone.wait_for_url("**/locked#/")
    phone.evaluate("() => { const now = Date.now; Date.now = () => now() + (window.late ?? 0); }")
    for tried in range(20):
        phone.evaluate(f"window.late = {tried} * 7200e3")  # the waits grow to an hour
        phone.get_by_label("PIN", exact=True).fill(f"90{tried:04}")
        phone.get_by_role("button", name="Open").click()
        until(phone, "!document.querySelector('#f-pin').value")
        until(phone, "!document.querySelector('#unlock').ariaBusy")
        if tried == 9:
            expect(phone.locator("#pin-said")).to_contain_text("After 10 more tries")
    expect(phone.locator("#pin-said")).to_contain_text("The pages kept here were deleted")
    assert phone.evaluate(KEPT) == []
    phone.get_by_label("PIN", exact=True).fill(PIN)
    phone.get_by_role("button", name="Open").click()
    assert "/locked" in phone.url
    assert phone.evaluate(QUEUED) == 1
