"""Photograph every screen: 360x740 and laptop, light and dark, English and Spanish.

make screenshots        all of them into build/screenshots, the best into docs/screenshots
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, LAPTOP, PHONE, sign_in
from tests.browser.server import ROOT, running

OUT = ROOT / "build" / "screenshots"
BEST = ROOT / "docs" / "screenshots"


@dataclass(frozen=True)
class Screen:
    """One screen of one person; `path` may name a link to follow as `page > css selector`."""

    name: str
    who: str | None
    path: str
    full: bool = False


SCREENS = [
    Screen("sign-in", None, "/sign-in"),
    Screen("invite", None, "/invite"),
    Screen("notice", None, "/privacy/notice", full=True),
    Screen("help-now", None, "/help-now"),
    Screen("help-now-wont-wake-up", None, "/help-now/wont-wake-up", full=True),
    Screen("help-now-withdrawal", None, "/help-now/withdrawal", full=True),
    Screen("today", "ana", "/", full=True),
    Screen("schedule", "ana", "/schedule", full=True),
    Screen("week", "ana", "/schedule/week", full=True),
    Screen("session", "ana", "/schedule > a.session", full=True),
    Screen("blocks", "ana", "/schedule/blocks", full=True),
    Screen("calendar", "ana", "/schedule/calendar", full=True),
    Screen("privacy", "ana", "/privacy", full=True),
    Screen("settings", "ana", "/settings", full=True),
    Screen("devices", "ana", "/settings/devices", full=True),
    Screen("care-week", "carla", "/care", full=True),
    Screen("care-session", "carla", "/care > a.week-block", full=True),
    Screen("care-people", "carla", "/care/people", full=True),
    Screen("care-invite", "carla", "/care/people/invite", full=True),
    Screen("care-requests", "carla", "/care/requests", full=True),
    Screen("care-series", "carla", "/care/series/new", full=True),
    Screen("care-import", "carla", "/care/import", full=True),
]
README = {"today-en-light", "schedule-en-light", "week-en-dark", "help-now-en-light",
          "today-es-dark", "care-week-en-light"}  # fmt: skip


def photograph(browser: Browser, origin: str, theme: str, language: str) -> Iterator[Path]:
    """All screens in one theme and language."""
    for who in dict.fromkeys(screen.who for screen in SCREENS):
        staff = who == "carla"
        context = browser.new_context(
            base_url=origin,
            viewport=LAPTOP if staff else PHONE,
            device_scale_factor=1.5 if staff else 2,
            color_scheme=theme,
            locale=f"{language}-US",
            reduced_motion="reduce",
        )
        page = context.new_page()
        speak(page, language)
        if who:
            sign_in(page, who)
            speak(page, language)
        for screen in (s for s in SCREENS if s.who == who):
            yield take(page, screen, f"{screen.name}-{language}-{theme}")
        context.close()


def speak(page: Page, language: str) -> None:
    """Choose the language the way a person does."""
    page.goto("/sign-in" if not page.url.startswith("http") else "/")
    page.evaluate(
        "language => fetch('/language', {method: 'POST', body: new URLSearchParams({language})})",
        language,
    )


def take(page: Page, screen: Screen, name: str) -> Path:
    """One picture."""
    path, _, link = screen.path.partition(" > ")
    page.goto(path)
    if link:
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    target = OUT / f"{name}.png"
    page.screenshot(path=target, full_page=screen.full)
    return target


def main() -> None:
    """Every screen in both themes and languages."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    BEST.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with running(Path(folder)) as server:
            for theme, language in product(("light", "dark"), ("en", "es")):
                for picture in photograph(browser, server.origin, theme, language):
                    if picture.stem in README:
                        shutil.copy(picture, BEST / picture.name)
                    sys.stdout.write(f"{picture.relative_to(ROOT)}\n")
        browser.close()


if __name__ == "__main__":
    main()
