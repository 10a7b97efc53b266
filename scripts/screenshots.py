"""Photograph every screen: 360x740 and laptop, light and dark, English and Spanish.

make screenshots        all of them into build/screenshots, the best into docs/screenshots
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, LAPTOP, PHONE, sign_in
from tests.browser.screens import AFTER_A_FORM, SCREENS, STAFF, go, speak
from tests.browser.server import ROOT, Server, running
from tests.browser.way_in import invited, join, join_staff, one_more_device, operator, path_of

OUT = ROOT / "build" / "screenshots"
BEST = ROOT / "docs" / "screenshots"


NEW_STAFF = "nina"
"""Someone on a laptop who has no account yet."""

# As a phone shows them; the others whole.
SHORT = {"today", "schedule", "week", "help-now", "care-week", "sign-in"}
README = {"today-en-light", "schedule-en-light", "week-en-dark", "help-now-en-light",
          "today-es-dark", "care-week-en-light"}  # fmt: skip


def open_page(browser: Browser, origin: str, who: str | None, theme: str, language: str) -> Page:
    """Someone's phone or laptop, signed in, in a theme and a language."""
    staff = who in {*STAFF, NEW_STAFF}
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
    if who and who != NEW_STAFF:
        sign_in(page, who)
        speak(page, language, signed_in=True)
    return page


def photograph(browser: Browser, server: Server, theme: str, language: str) -> Iterator[Path]:
    """All screens a link or a form leads to, in one theme and language."""
    for screens in (SCREENS, AFTER_A_FORM):
        for who in dict.fromkeys(screen.who for screen in screens):
            page = open_page(browser, server.origin, who, theme, language)
            for screen in (each for each in screens if each.who == who):
                go(page, screen, language)
                yield take(page, f"{screen.name}-{language}-{theme}")
            page.context.close()


def photograph_way_in(
    browser: Browser, demo: Server, real: Server, theme: str, language: str
) -> Iterator[Path]:
    """Joining as a patient, one more device, and staff's second step."""
    tag = f"{language}-{theme}"
    phone, other = (open_page(browser, demo.origin, None, theme, language) for _ in range(2))
    link = invited(demo, f"Rosa {tag}", language)
    for name in join(phone, link, f"maple heron {tag}"):
        yield take(phone, f"{name}-{tag}")
    for name, page in one_more_device(phone, other):
        yield take(page, f"{name}-{tag}")
    laptop = open_page(browser, real.origin, NEW_STAFF, theme, language)
    link = operator(real, "staff", "create", f"Cleo {tag}", "--role", "counselor")
    for name in join_staff(laptop, path_of(link), f"cleo {tag}"):
        yield take(laptop, f"{name}-{tag}")
    for page in (phone, other, laptop):
        page.context.close()


def take(page: Page, name: str) -> Path:
    """One picture."""
    page.wait_for_load_state("networkidle")
    target = OUT / f"{name}.png"
    page.screenshot(path=target, full_page=name.rsplit("-", 2)[0] not in SHORT)
    return target


def main() -> None:
    """Every screen in both themes and languages."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    BEST.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as empty,
        sync_playwright() as playwright,
        running(Path(folder)) as demo,
        running(Path(empty), upgrade=True) as real,
    ):
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for theme, language in product(("light", "dark"), ("en", "es")):
            pictures = photograph(browser, demo, theme, language)
            way_in = photograph_way_in(browser, demo, real, theme, language)
            for picture in chain(pictures, way_in):
                if picture.stem in README:
                    shutil.copy(picture, BEST / picture.name)
                sys.stdout.write(f"{picture.relative_to(ROOT)}\n")
        browser.close()


if __name__ == "__main__":
    main()
