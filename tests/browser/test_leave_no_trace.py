"""Promise 5: whoever takes the phone's storage apart finds nothing of Ana's in clear.

A profile of its own on the disk: she signs in, reads, logs without signal, types without saving.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import FLAGS, PHONE, browser_path, sign_in
from tests.browser.server import Server
from tests.browser.test_lose_signal import until
from tests.browser.test_read_without_signal import HAS_ALL, KEPT

pytestmark = pytest.mark.browser

SAVED, TYPED = "saved-kestrel-5519", "typed-heron-7731"
# On her pages, in no address and in no file of the app.
READ = "Room 2"
DRAFTS = KEPT.replace('"pack"', '"kept"')
LOUD = "loud-magpie-9302"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@contextmanager
def opened(playwright: Playwright, profile: Path, server: Server) -> Iterator[Page]:
    """Her browser with everything it keeps on the disk."""
    context: BrowserContext = playwright.chromium.launch_persistent_context(
        profile, executable_path=browser_path(), args=FLAGS, base_url=server.origin, viewport=PHONE
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def found_in(profile: Path, words: str) -> list[str]:
    """Files of the profile that hold these words, in the two ways Chromium writes text."""
    forms = (words.encode(), words.encode("utf-16-le"))
    return [
        path.relative_to(profile).as_posix()
        for path in profile.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def use_everything(page: Page) -> None:
    sign_in(page, "ana")
    page.goto("/log/working-on")
    page.goto("/")
    until(page, "navigator.serviceWorker.controller")
    until(page, HAS_ALL, 40)
    page.context.set_offline(True)
    page.goto("/log/new")
    page.locator("#log-form label.vessel", has_text="6").first.click()
    page.locator("#dock-state:not([hidden])").wait_for()
    page.get_by_text("More, if you like").click()
    page.locator("#f-note").fill(SAVED)
    page.locator("#f-note").blur()
    page.goto("/log/win")
    field = page.locator("main form textarea:visible, main form input[type=text]:visible").first
    field.press_sequentially(TYPED)
    until(page, f"(await {DRAFTS}).some((name) => name.startsWith('draft '))")


def test_nothing_of_hers_is_in_clear_on_the_disk(
    playwright: Playwright, own_demo: Server, profile: Path
) -> None:
    with opened(playwright, profile, own_demo) as page:
        use_everything(page)
        page.evaluate(f"localStorage.setItem('probe', '{LOUD}')")
    assert found_in(profile, LOUD), "the search finds what is there in clear"
    for words in (SAVED, TYPED, READ):
        assert found_in(profile, words) == [], words

    with opened(playwright, profile, own_demo) as page:
        page.goto("/log/win")
        expect(page.get_by_text("What you began to write is back.")).to_be_visible()
        field = page.locator("main form textarea, main form input[type=text]").first
        expect(field).to_have_value(TYPED)
        page.goto("/settings")
        until(page, "document.readyState === 'complete'")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in")
        assert page.evaluate(KEPT) == []
    for words in (SAVED, TYPED, READ):
        assert found_in(profile, words) == [], words


def test_a_full_phone_gives_up_pages_before_words(
    own_demo: Server, open_phone: Callable[..., Page]
) -> None:
    page = open_phone(own_demo)
    sign_in(page, "ana")
    page.goto("/")
    until(page, HAS_ALL, 40)
    page.goto("/log/new")
    before = page.evaluate(KEPT)
    # The disk refuses one write, as a full one does.
    page.evaluate(
        """() => { const add = IDBObjectStore.prototype.add; let refused = false;
        IDBObjectStore.prototype.add = function (...given) {
          if (this.name === 'queue' && !refused) {
            refused = true; throw new DOMException('full', 'QuotaExceededError');
          }
          return add.apply(this, given);
        }; }"""
    )
    page.locator("#log-form label.vessel", has_text="4").first.click()
    expect(page.get_by_text("made room for what you wrote")).to_be_visible()
    left = page.evaluate(KEPT)
    assert 0 < len(left) < len(before)
    assert {"/", "/schedule"} <= set(left)
