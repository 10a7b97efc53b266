"""Draw the app's pictures with the system Chromium: icons, favicon, and the manifest's shots.

`python scripts/icons.py` writes static/brand/ and static/shots/ from scripts/drawings/: a sun over
a wave, and an invented day. Nothing in them tells what the app is for; tests hold the words of
day.html to the deny list.
"""

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DRAWINGS = ROOT / "scripts/drawings"
BRAND, SHOTS = ROOT / "static/brand", ROOT / "static/shots"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]

Size = tuple[int, int]


def rounded(drawing: str, radius: int) -> str:
    """The 48 x 48 drawing with its corners cut."""
    start, rest = drawing.split(">", 1)
    shapes = rest.rsplit("</svg>", 1)[0].strip()
    clip = f'<clipPath id="c"><rect width="48" height="48" rx="{radius}"/></clipPath>'
    return f'{start}>\n{clip}\n<g clip-path="url(#c)">\n{shapes}\n</g>\n</svg>\n'


def shoot(browser: Browser, html: str, path: Path, size: Size) -> None:
    """Write `html` as a PNG of `size` pixels on a transparent ground."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(f"<style>body {{ margin: 0 }} body > svg {{ display: block }}</style>{html}")
    page.screenshot(path=path, omit_background=True)
    page.close()


def draw(browser: Browser) -> None:
    """Every picture: name, drawing, size."""
    square = (DRAWINGS / "horizon.svg").read_text()
    day = (DRAWINGS / "day.html").read_text()
    for side in (192, 512):
        shoot(browser, rounded(square, 11), BRAND / f"any-{side}.png", (side, side))
        # Full bleed: the sun stays inside the circle that Android keeps.
        shoot(browser, square, BRAND / f"maskable-{side}.png", (side, side))
    shoot(browser, square, BRAND / "touch-180.png", (180, 180))
    shoot(browser, day, SHOTS / "narrow.png", (540, 960))
    shoot(browser, day, SHOTS / "wide.png", (1024, 640))
    (ROOT / "static/icons/favicon.svg").write_text(rounded(square, 12))


def main() -> None:
    """Draw everything."""
    BRAND.mkdir(exist_ok=True)
    SHOTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        draw(browser)
        browser.close()


if __name__ == "__main__":
    main()
