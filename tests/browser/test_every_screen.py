"""Promise: every screen, in both themes and languages, is reachable by everyone and says little.

Axe finds nothing, nothing moves sideways at 320 px, titles give nobody away, and no page asks
another host or breaks the content policy (the `watch` fixture).
"""

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LAPTOP, PHONE, sign_in
from tests.browser.screens import (
    AFTER_A_FORM,
    SCREENS,
    STAFF,
    Screen,
    go,
    in_language,
    place_of,
    speak,
)
from tests.browser.server import Server
from tests.shell.words import telling

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
NARROW = {"width": 320, "height": 700}
WHO = list(dict.fromkeys(screen.who for screen in SCREENS))


THEMES = ("light", "dark")
LANGUAGES = ("en", "es")
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", WHO, ids=str)
def test_every_screen(
    demo: Server, open_phone: Callable[..., Page], who: str | None, language: str
) -> None:
    screens = [each for each in SCREENS if each.who == who]
    page = arrive(open_phone, demo, who, language)
    assert look_at(page, screens, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", dict.fromkeys(screen.who for screen in AFTER_A_FORM))
def test_every_screen_after_a_form(
    workshop: Server, open_phone: Callable[..., Page], who: str, language: str
) -> None:
    screens = [each for each in AFTER_A_FORM if each.who == who]
    page = arrive(open_phone, workshop, who, language)
    assert look_at(page, screens, language) == []


@pytest.mark.parametrize("who", [None, "ana", "carla"], ids=str)
def test_the_dark_is_dark(demo: Server, open_phone: Callable[..., Page], who: str | None) -> None:
    page = arrive(open_phone, demo, who, "en")
    seen = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        seen.append(page.evaluate(BACKGROUND))
    assert len(set(seen)) == 2


def arrive(open_phone: Callable[..., Page], server: Server, who: str | None, language: str) -> Page:
    """Someone's device, signed in, in a language."""
    page = open_phone(
        server,
        viewport=LAPTOP if who in STAFF else PHONE,
        locale=f"{language}-US",
        reduced_motion="reduce",
    )
    speak(page, language)
    if who:
        sign_in(page, who)
        speak(page, language, signed_in=True)
    return page


def look_at(page: Page, screens: list[Screen], language: str) -> list[str]:
    """What is wrong with any of someone's screens; then they read English again."""
    found = []
    for screen in screens:
        go(page, screen, language)
        if place_of(page.url) != in_language(screen.place, screen, language):
            found.append(f"{screen.name}: is at {page.url}")
        found += [f"{screen.name}: {fault}" for fault in faults(page, language)]
    if screens[0].who:
        speak(page, "en", signed_in=True)
    return found


def faults(page: Page, language: str) -> list[str]:
    """What is wrong with the screen in front of us, in words."""
    return [
        *accessibility(page),
        *sideways(page),
        *giveaways(page),
        *wrong_language(page, language),
    ]


def accessibility(page: Page) -> list[str]:
    """What axe finds, in the light and in the dark: the page is loaded once and looks up again."""
    page.evaluate(AXE)
    found = []
    for theme in THEMES:
        # Without motion the colors are there at once.
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        result = page.evaluate("() => axe.run({resultTypes: ['violations']})")
        found += [
            f"{violation['id']} at {violation['nodes'][0]['target']} in {theme}"
            for violation in result["violations"]
        ]
    return found


def sideways(page: Page) -> list[str]:
    """Whether a narrow phone would have to scroll sideways."""
    before = page.viewport_size or PHONE
    page.set_viewport_size(NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(before)
    return [f"{wide} px wide at 320"] if wide > 320 else []


def giveaways(page: Page) -> list[str]:
    """Treatment words in the title, which task switchers and histories show."""
    return [f"title says {word!r}" for word in telling(page.title())]


def wrong_language(page: Page, language: str) -> list[str]:
    """Whether the page says it is in the language that was asked for."""
    told = page.evaluate("document.documentElement.lang")
    return [] if told == language else [f"is in {told!r}"]
