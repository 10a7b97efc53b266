"""Build static/icons/sprite.svg from the npm package lucide-static (ISC), only the icons in use.

Add a name to static/icons/icons.txt, then run `python scripts/sprite.py`. It needs npm once; the
application and its tests only read the finished sprite.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "lucide-static@1.62.0"
SPRITE = ROOT / "static/icons/sprite.svg"
NOTE = (
    f"<!-- Icons from {PACKAGE}, lucide.dev, ISC License, Copyright (c) 2026 Lucide Icons and "
    "Contributors; parts MIT, Copyright (c) 2013-present Cole Bemis. -->"
)
NAMES = ROOT / "static/icons/icons.txt"
EMBLEM = (
    '<symbol id="emblem" viewBox="0 0 48 48"><rect width="48" height="48" rx="12" fill="#0B4441"/>'
    '<circle cx="24" cy="21" r="9" fill="#F4AC6C"/>'
    '<path fill="#17655F" d="M0 29c8-5 15-4 24 0s16 4 24-2v21H0z"/>'
    '<path fill="#5F9F8E" d="M0 38c9-5 17-4 25-1s16 3 23-1v12H0z"/></symbol>'
)


def fetch(folder: Path) -> Path:
    """Return the unpacked package's icon folder."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()
    with tarfile.open(folder / packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package/icons"


def symbol(name: str, source: str) -> str:
    """One <symbol>: the shapes of an icon file without its outer element."""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
    if inside is None:
        sys.exit(f"{name} is not an SVG file.")
    shapes = re.sub(r"\s*\n\s*", "", inside.group(1)).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main() -> None:
    """Write the sprite, sorted by name, one symbol a line."""
    with tempfile.TemporaryDirectory() as folder:
        icons = fetch(Path(folder))
        names = sorted(set(NAMES.read_text().split()))
        symbols = [symbol(name, (icons / f"{name}.svg").read_text()) for name in names]
    lines = [NOTE, '<svg xmlns="http://www.w3.org/2000/svg">', *symbols, EMBLEM, "</svg>", ""]
    SPRITE.write_text("\n".join(lines))
    print(f"{SPRITE.relative_to(ROOT)}: {len(symbols)} icons")


if __name__ == "__main__":
    main()
