"""Verify vendored JavaScript; with `--fetch`, download it first.

Every file is listed once with its version and SHA-256; the version stands in the path.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Vendored(NamedTuple):
    """One file of an npm package, kept under static/vendor/<name>@<version>/."""

    name: str
    version: str
    member: str
    sha256: str

    @property
    def path(self) -> Path:
        return ROOT / "static/vendor" / f"{self.name}@{self.version}" / Path(self.member).name


FILES = (
    Vendored(
        "htmx.org",
        "4.0.1",
        "dist/htmx.min.js",
        "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
    ),
    Vendored(
        "htmx.org",
        "4.0.1",
        "LICENSE",
        "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
    ),
)


def fetch(file: Vendored) -> None:
    """Download the package from npm and write the one file we use."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"{file.name}@{file.version}"],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        with tarfile.open(Path(folder) / packed) as archive:
            member = archive.extractfile(f"package/{file.member}")
            if member is None:
                sys.exit(f"{file.name}@{file.version} has no {file.member}.")
            file.path.parent.mkdir(parents=True, exist_ok=True)
            file.path.write_bytes(member.read())


def is_intact(file: Vendored) -> bool:
    """Whether the file stands where it should with the bytes we listed."""
    return file.path.is_file() and hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256


def main() -> None:
    """Exit non-zero naming each file that is missing or changed."""
    if "--fetch" in sys.argv[1:]:
        for file in FILES:
            fetch(file)
    broken = [str(file.path.relative_to(ROOT)) for file in FILES if not is_intact(file)]
    if broken:
        sys.exit(f"Missing or changed: {', '.join(broken)}. Run scripts/vendor.py --fetch.")
    print(f"{len(FILES)} vendored files are intact.")


if __name__ == "__main__":
    main()
