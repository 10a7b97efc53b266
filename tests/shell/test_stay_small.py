"""Promise: the first visit is light, every drawing exists, and vendored code is as reviewed."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

from patient_app.core.assets import load_assets

ROOT = Path(__file__).resolve().parents[2]
SPRITE = (ROOT / "static/icons/sprite.svg").read_text()
CSS_BYTES, STAFF_CSS_BYTES, JS_BYTES = 10 * 1024, 5 * 1024, 25 * 1024


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def test_all_looks_of_a_patient_fit_in_ten_kilobytes() -> None:
    assert packed(load_assets().files["css/app.css"].plain) <= CSS_BYTES


def test_what_a_laptop_needs_besides_fits_in_five() -> None:
    assert packed(load_assets().files["css/staff.css"].plain) <= STAFF_CSS_BYTES


def test_every_style_sheet_is_in_a_bundle() -> None:
    files = load_assets().files
    bundle = files["css/app.css"].plain + files["css/staff.css"].plain
    for path in sorted((ROOT / "static/css").glob("*.css")):
        assert path.read_bytes() in bundle, path.name


def with_imports(name: str) -> set[str]:
    """The script and every module it brings along when it loads."""
    text = load_assets().files[name].plain.decode()
    needed = {
        f"js/{each}" for each in re.findall(r'^import [^;]*"\./([\w.-]+)";', text, re.MULTILINE)
    }
    return {name}.union(*(with_imports(each) for each in needed))


def test_the_scripts_of_any_page_fit_in_twenty_five_kilobytes() -> None:
    files = load_assets().files
    pages = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    assert len(pages) > 50
    for text in pages:
        own = re.findall(r"asset\('(js/[\w-]+\.js)'\)", text)
        loaded = with_imports("js/app.js").union(*(with_imports(each) for each in own))
        if "_htmx.html" in text:
            loaded |= {
                name for name in files if name.startswith("vendor/") and name.endswith(".js")
            }
        assert sum(packed(files[name].plain) for name in loaded) <= JS_BYTES, own


def test_vendored_scripts_are_the_bytes_we_listed() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/vendor.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_drawing_named_anywhere_is_in_the_sprite() -> None:
    there = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    asked: set[str] = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        asked |= set(re.findall(r'icon\("([\w-]+)"', text))
        asked |= set(re.findall(r'icon_name="([\w-]+)"', text))
    for path in (ROOT / "patient_app").rglob("*.py"):
        asked |= set(re.findall(r'icon(?:_name)?="([\w-]+)"', path.read_text()))
    assert asked - there == set()


def test_the_sprite_names_its_authors_and_their_licence() -> None:
    assert "Lucide" in SPRITE
    assert "ISC License" in SPRITE
