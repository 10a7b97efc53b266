"""Static files: content in the address, compressed once at start, kept for ever by the browser."""

import gzip
import hashlib
import json
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
from flask import Response, request

from patient_app.core.errors import NotFound

FOLDER = Path(__file__).resolve().parents[2] / "static"
_TEXT = {".css", ".js", ".svg", ".json", ".html", ".txt", ".webmanifest"}


@dataclass(frozen=True)
class Asset:
    """One file in the encodings a browser may ask for."""

    mimetype: str
    plain: bytes
    gzipped: bytes | None
    brotlied: bytes | None


class Assets:
    """All files of static/, addressed as /static/<folder>.<hash>/<rest>.

    The hash covers the whole top folder: modules import each other by relative path.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.files = {
            path.relative_to(folder).as_posix(): _asset(
                path.name, _sent(path.relative_to(folder), path.read_bytes())
            )
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        self._join_bundles()
        self.stamps = {top: self._stamp(top) for top in {name.split("/")[0] for name in self.files}}
        self.build = hashlib.sha256("".join(sorted(self.stamps.values())).encode()).hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of static/<name>. Raises KeyError when there is no such file."""
        self.files[name]
        top, _, rest = name.partition("/")
        return f"/static/{top}.{self.stamps[top]}/{rest}"

    def answer(self, address: str) -> Response:
        """The file behind /static/<address>; one of another build is answered too, uncached."""
        first, _, rest = address.partition("/")
        top, _, stamp = first.partition(".")
        asset = self.files.get(f"{top}/{rest}")
        if asset is None:
            raise NotFound
        response = _encoded(asset)
        current = stamp == self.stamps.get(top)
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if current else "no-cache"
        )
        return response

    def _join_bundles(self) -> None:
        """Small files to write, one file to load: css/bundles.json says which and in what order."""
        listed = self.files.get("css/bundles.json")
        for name, parts in json.loads(listed.plain if listed else b"{}").items():
            self.files[name] = _asset(name, b"\n".join(self.files[part].plain for part in parts))

    def _stamp(self, top: str) -> str:
        digest = hashlib.sha256()
        for name, asset in self.files.items():
            if name.split("/")[0] == top:
                digest.update(name.encode() + b"\0" + asset.plain)
        return digest.hexdigest()[:10]


@cache
def load_assets(folder: Path = FOLDER) -> Assets:
    """The static files, read and compressed once per process."""
    return Assets(folder)


def _sent(path: Path, source: bytes) -> bytes:
    """Our scripts without the lines that are comments and without indentation: a phone with one
    bar of signal loads them. Vendored files stay the bytes that were reviewed.
    """
    if path.parts[0] != "js":
        return source
    bare = re.sub(rb"^\s*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)\s*$", b"", source, flags=re.MULTILINE)
    return b"\n".join(line.strip() for line in bare.splitlines() if line.strip())


def _asset(name: str, plain: bytes) -> Asset:
    text = Path(name).suffix in _TEXT
    return Asset(
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        plain=plain,
        gzipped=gzip.compress(plain, 9, mtime=0) if text else None,
        brotlied=brotli.compress(plain, mode=brotli.MODE_TEXT) if text else None,
    )


def _encoded(asset: Asset) -> Response:
    accepted = request.accept_encodings
    if asset.brotlied is not None and accepted["br"]:
        response = Response(asset.brotlied, mimetype=asset.mimetype)
        response.headers["Content-Encoding"] = "br"
    elif asset.gzipped is not None and accepted["gzip"]:
        response = Response(asset.gzipped, mimetype=asset.mimetype)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Response(asset.plain, mimetype=asset.mimetype)
    response.headers["Vary"] = "Accept-Encoding"
    return response
