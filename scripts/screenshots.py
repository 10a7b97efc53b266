"""Photograph every screen: 360x740 and laptop, light and dark, English and Spanish.

make screenshots        all of them into build/screenshots, the best into docs/screenshots
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, LAPTOP, PHONE, sign_in
from tests.browser.screens import SCREENS, STAFF, Screen, go, speak
from tests.browser.server import ROOT, running

OUT = ROOT / "build" / "screenshots"
BEST = ROOT / "docs" / "screenshots"


# As a phone shows them; the others whole.
SHORT = {"today", "schedule", "help-now", "care-week", "sign-in"}
README = {"today-en-light", "schedule-en-light", "week-en-dark", "help-now-en-light",
          "today-es-dark", "care-week-en-light"}  # fmt: skip


def photograph(browser: Browser, origin: str, theme: str, language: str) -> Iterator[Path]:
    """All screens in one theme and language."""
    for who in dict.fromkeys(screen.who for screen in SCREENS):
        staff = who in STAFF
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
            speak(page, language, signed_in=True)
        for screen in (s for s in SCREENS if s.who == who):
            yield take(page, screen, language, f"{screen.name}-{language}-{theme}")
        context.close()


def take(page: Page, screen: Screen, language: str, name: str) -> Path:
    """One picture."""
    go(page, screen, language)
    page.wait_for_load_state("networkidle")
    target = OUT / f"{name}.png"
    page.screenshot(path=target, full_page=screen.name not in SHORT)
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
