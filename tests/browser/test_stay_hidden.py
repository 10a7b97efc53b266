"""Promise: after quick hide, Back never shows the page again, not even while a script is loading.

A personal page is never kept in memory by Chromium (no-store, and it asks the server by script);
another browser may, so the page of a new entry stands in for it.

The signal is bad: the app's modules arrive late. Whatever is painted before they run is what
someone beside Ana would see.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import PHONE, launch, sign_in
from tests.browser.server import Server

# In every document: what each drawn frame would have shown, kept for the next document to read.
NOTE_FRAMES = """
(() => {
  const seen = () => {
    const words = document.querySelector("main")?.innerText.trim();
    const shown = words && !document.documentElement.hidden;
    const kept = sessionStorage.getItem("frames") ?? "";
    if (shown) sessionStorage.setItem("frames", `${kept}\\n${location.pathname}`);
    requestAnimationFrame(seen);
  };
  requestAnimationFrame(seen);
  addEventListener("pageshow", (event) => {
    if (event.persisted) sessionStorage.setItem("thawed", "yes");
  });
})();
"""


def shown_since(page: Page) -> set[str]:
    """The paths of all pages that were to be seen in a frame since the last look."""
    told = page.evaluate(
        "() => { const t = sessionStorage.getItem('frames') ?? '';"
        " sessionStorage.removeItem('frames'); return t; }"
    )
    return set(told.split())


def open_phone(playwright: Playwright, demo: Server, *, keeps_pages: bool) -> Page:
    """Ana's phone, signed in; some browsers keep a page one leaves, some load it anew."""
    browser: Browser = launch(playwright, keeps_pages=keeps_pages)
    context = browser.new_context(base_url=demo.origin, viewport=PHONE, service_workers="block")
    context.add_init_script(NOTE_FRAMES)
    page = context.new_page()
    sign_in(page, "ana")
    return page


@pytest.fixture
def phone(playwright: Playwright, demo: Server) -> Iterator[Page]:
    """A phone that loads a page again on Back."""
    page = open_phone(playwright, demo, keeps_pages=False)
    yield page
    page.context.browser.close()  # type: ignore[union-attr]  # ours has one


@pytest.fixture
def remembering_phone(playwright: Playwright, demo: Server) -> Iterator[Page]:
    """A phone that thaws the page it left."""
    page = open_phone(playwright, demo, keeps_pages=True)
    yield page
    page.context.browser.close()  # type: ignore[union-attr]  # ours has one


def hide(page: Page) -> None:
    """The crossed-out eye."""
    page.get_by_role("link", name="Hide this screen").click()
    page.wait_for_url("**/hide")
    expect(page.get_by_text("Milk")).to_be_visible()


def thawed(page: Page) -> bool:
    """Whether a page came back from memory."""
    return bool(page.evaluate("sessionStorage.getItem('thawed') === 'yes'"))


def test_back_after_hiding_shows_no_frame_of_the_app(phone: Page) -> None:
    phone.goto("/schedule")
    phone.goto("/settings")
    hide(phone)
    phone.route("**/js/app.js", lambda route: (phone.wait_for_timeout(800), route.continue_()))
    shown_since(phone)
    for _ in range(2):
        phone.go_back(wait_until="commit")
        phone.wait_for_url("**/hide")
        expect(phone.get_by_text("Milk")).to_be_visible()
    assert shown_since(phone) == {"/hide"}


def back_from_memory(page: Page, path: str, *, hidden: bool) -> set[str]:
    """Open a page, leave it, go back; the paths that were to be seen meanwhile.

    A browser keeps no page that is still at work; one of a few quiet ones it does.
    """
    for _ in range(6):
        page.goto(path, wait_until="networkidle")
        page.goto("/hide")
        if hidden:
            page.evaluate("sessionStorage.setItem('away', '1')")  # as the eye does
        shown_since(page)
        page.go_back(wait_until="commit")
        page.wait_for_url("**/hide" if hidden else f"**{path}")
        expect(page.locator("main")).to_be_visible()
        seen = shown_since(page)
        if thawed(page):
            return seen
        assert not hidden or seen <= {"/hide"}
    raise AssertionError("the browser kept no page")


def test_a_page_from_memory_shows_no_frame_either(remembering_phone: Page) -> None:
    assert back_from_memory(remembering_phone, "/help-now/en", hidden=True) <= {"/hide"}


def test_a_page_from_memory_is_asked_for_again_before_it_shows(remembering_phone: Page) -> None:
    back_from_memory(remembering_phone, "/log/new", hidden=False)
    expect(remembering_phone.get_by_role("heading").first).to_be_visible()


def test_opened_on_purpose_the_app_is_back(phone: Page) -> None:
    phone.goto("/schedule")
    hide(phone)
    phone.goto("/schedule")
    expect(phone.get_by_role("heading", name="Schedule")).to_be_visible()
    phone.goto("/settings")
    phone.go_back()
    expect(phone.get_by_role("heading", name="Schedule")).to_be_visible()
