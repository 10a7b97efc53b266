"""Promise: with letters twice as large every patient page still reads: nothing cut or overlapping.

Ana's phone is 360 px wide. She may have set her browser's letters to 32 px instead of 16, or zoom
to 200 %, which leaves 180 px; or her phone may be a narrow one. tests/browser/layout.js looks.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.conftest import PHONE, launch, sign_in
from tests.browser.screens import SCREENS, Screen, go, speak
from tests.browser.server import Server

LAYOUT = (Path(__file__).parent / "layout.js").read_text()
TWICE = "--blink-settings=defaultFontSize=32"
ZOOMED = {"width": 180, "height": 370}
NARROW = {"width": 320, "height": 640}
PATIENT_PAGES = [screen for screen in SCREENS if screen.who in {None, "ana"}]


@pytest.fixture(scope="module")
def reader(playwright: Playwright) -> Iterator[Browser]:
    """A browser whose owner asked for letters of 32 px."""
    browser = launch(playwright, TWICE)
    yield browser
    browser.close()


def open_as(browser: Browser, demo: Server, who: str | None, language: str) -> Page:
    """A phone in a person's hand, in their language."""
    page = browser.new_context(
        base_url=demo.origin, viewport=PHONE, locale=f"{language}-US", reduced_motion="reduce"
    ).new_page()
    speak(page, language)
    if who:
        sign_in(page, who)
        speak(page, language, signed_in=True)
    return page


def close(page: Page, who: str | None) -> None:
    """As it was for whoever comes next."""
    if who:
        speak(page, "en", signed_in=True)
    page.context.close()


def faults(page: Page, screen: Screen, size: dict[str, int] = PHONE) -> list[str]:
    """What a reader sees go wrong at this size, in words."""
    page.set_viewport_size(size)
    return [f"{screen.name} at {size['width']}: {fault}" for fault in page.evaluate(LAYOUT)]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("who", [None, "ana"], ids=str)
def test_every_page_reads_with_letters_twice_as_large(
    demo: Server, reader: Browser, who: str | None, language: str
) -> None:
    page, found = open_as(reader, demo, who, language), []
    for screen in (each for each in PATIENT_PAGES if each.who == who):
        go(page, screen, language)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        found += faults(page, screen)
    close(page, who)
    assert found == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("who", [None, "ana"], ids=str)
def test_every_page_reads_as_it_is_narrow_and_zoomed(
    demo: Server, chromium: Browser, who: str | None, language: str
) -> None:
    page, found = open_as(chromium, demo, who, language), []
    for screen in (each for each in PATIENT_PAGES if each.who == who):
        go(page, screen, language)
        found += [line for size in (PHONE, NARROW, ZOOMED) for line in faults(page, screen, size)]
    close(page, who)
    assert found == []


WRONG = {
    "two lines on one another": "h1 { margin-bottom: -40px !important }",
    "a word cut off": "h1 { width: 3ch; overflow: hidden; white-space: nowrap }",
    "a page that moves sideways": "main { width: 120vw }",
    "words out of their button": ".button { width: 2ch; padding: 0; white-space: nowrap }",
    "words behind the bar": ".with-bar main { padding-bottom: 0 !important }",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_look_sees_what_a_reader_would_see(demo: Server, chromium: Browser, wrong: str) -> None:
    page = open_as(chromium, demo, "ana", "en")
    page.goto("/settings/devices")
    assert page.evaluate(LAYOUT) == []
    page.evaluate(
        "rule => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rule);"
        " document.adoptedStyleSheets.push(sheet); }",
        wrong,
    )
    assert page.evaluate(LAYOUT) != []
    close(page, None)
