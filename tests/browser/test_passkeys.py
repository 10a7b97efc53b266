"""Ana opens the app with her phone, in a real Chromium with a virtual authenticator."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.phone_lock import add_passkey, give_lock
from tests.browser.server import Server, running
from tests.browser.test_lose_signal import until


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo center that these tests may change."""
    with running(tmp_path_factory.mktemp("passkeys")) as server:
        yield server


def open_with_phone(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name="Open with this phone").click()


def test_ana_adds_her_phone_and_opens_the_app_with_it(place, open_phone):
    page = open_phone(place)
    phone = give_lock(page)
    sign_in(page, "ana")
    add_passkey(page)
    expect(page.get_by_text("Blue phone")).to_be_visible()
    [key] = phone.keys()
    assert (key["rpId"], key["isResidentCredential"]) == ("localhost", True)

    page.goto("/settings")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    open_with_phone(page)
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/settings/devices")
    expect(page.get_by_text("Blue phone")).to_be_visible()


def test_a_phone_that_stays_locked_lets_nobody_in(place, open_phone):
    page = open_phone(place)
    phone = give_lock(page)
    sign_in(page, "ana")
    add_passkey(page, "Locked phone")
    page.context.clear_cookies()
    phone.unlocks(False)
    open_with_phone(page)
    expect(page.get_by_text("Nothing happened, and that is fine.")).to_be_visible()
    assert "/sign-in" in page.url


def test_a_phone_without_a_passkey_says_so_kindly(place, open_phone):
    page = open_phone(place)
    give_lock(page)
    open_with_phone(page)
    expect(page.get_by_text("Nothing happened, and that is fine.")).to_be_visible()
    expect(page.get_by_role("button", name="Open with this phone")).to_be_enabled()


def test_the_same_phone_twice_is_told_and_not_doubled(place, open_phone):
    page = open_phone(place)
    phone = give_lock(page)
    sign_in(page, "ana")
    add_passkey(page, "Same phone")
    page.goto("/settings/passkeys/new")
    page.get_by_role("button", name="Use this phone or computer").click()
    expect(page.get_by_text("This phone already has a passkey for you.")).to_be_visible()
    assert len(phone.keys()) == 1


def test_a_removed_passkey_opens_nothing(place, open_phone):
    page = open_phone(place)
    give_lock(page)
    sign_in(page, "ana")
    add_passkey(page, "Old phone")
    page.get_by_role("link", name="Old phone").click()
    page.get_by_role("button", name="Remove this passkey").click()
    page.wait_for_url("**/settings/devices")
    page.context.clear_cookies()
    open_with_phone(page)
    expect(page.get_by_text("This phone could not be matched.").first).to_be_visible()
    assert "/sign-in" in page.url


def test_without_signal_the_words_stay(place, open_phone):
    page = open_phone(place)
    give_lock(page)
    page.goto("/sign-in")
    page.get_by_label("Name").fill("ana")
    page.context.set_offline(True)
    page.get_by_role("button", name="Open with this phone").click()
    expect(page.get_by_text("No signal. Try again when there is some.")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("ana")


def test_without_javascript_there_is_a_password_and_no_dead_button(place, open_phone):
    page = open_phone(place, java_script_enabled=False)
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Open with this phone")).to_be_hidden()
    sign_in(page, "ana")
    page.goto("/settings/passkeys/new")
    expect(page.get_by_text("This browser cannot make a passkey.")).to_be_visible()


# What the sign-in page asks; the list of passkeys a browser shows cannot be tapped from here.
ASKED = """navigator.credentials.get = (asked) => {
  window.asked = {mediation: asked.mediation, stops: asked.signal instanceof AbortSignal,
    challenge: asked.publicKey.challenge.byteLength};
  return new Promise(() => {});
};"""


def see_the_offer(page: Page) -> None:
    """The sign-in page has asked what the phone may offer; nobody has tapped anything."""
    with page.expect_response("**/api/passkeys/sign-in"):
        page.goto("/sign-in")


def test_the_name_field_offers_the_passkeys_of_the_phone(place, open_phone):
    page = open_phone(place)
    page.add_init_script(ASKED)
    see_the_offer(page)
    until(page, "window.asked")
    assert page.evaluate("window.asked.mediation") == "conditional"
    assert page.evaluate("window.asked.stops")
    assert page.evaluate("window.asked.challenge") >= 16
    name = page.locator("input[name=name]")
    assert "webauthn" in str(name.get_attribute("autocomplete"))


def test_an_offer_nobody_takes_is_in_nobodys_way(place, open_phone):
    page = open_phone(place)
    see_the_offer(page)
    sign_in_here(page, "ana", "not the password, no")
    expect(page.locator("#error-summary")).to_contain_text("type your password again")
    sign_in_here(page, "ana", "steady-demo-ana")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def sign_in_here(page: Page, name: str, password: str) -> None:
    """Type into the form that is there."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
