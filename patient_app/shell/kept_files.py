"""What the service worker keeps on the phone: the shell and Help now, never a personal page."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from patient_app.core.i18n import LANGUAGES

_ROOT = Path(__file__).resolve().parents[2]

CARDS = ("wont-wake-up", "withdrawal")
# What page and worker both run, in this order.
WORKER_PARTS = ("js/phone.js", "js/outbox.js")
# Beside a notification; a browser asks for it when it shows one.
ICON = "brand/any-192.png"
_STATIC = ("css/app.css", "icons/sprite.svg", "icons/favicon.svg", "icons/list.svg")

# Of no use without signal: they belong to pages that open only with it, or begin with a question to
# the server.
_ONLINE = frozenset(
    f"js/{name}.js" for name in ("passkeys", "phone-settings", "push", "notifications")
)


def kept_pages() -> list[str]:
    """Impersonal pages by path; every Help now page in every language."""
    pages = ["/help-now", "/hide"]
    for language in LANGUAGES:
        pages += [f"/{name}/{language}" for name in ("offline", "locked", "log/new", "log/unsent")]
        pages.append(f"/help-now/{language}")
        pages += [f"/help-now/{language}/{card}" for card in CARDS]
    return pages


def kept_static(names: Iterable[str]) -> list[str]:
    """The static files those pages need, out of all `names`."""
    scripts = sorted(name for name in names if name.startswith("js/") and name not in _ONLINE)
    return [*_STATIC, *scripts]


@cache
def build_of(assets_build: str, app_name: str) -> str:
    """Changes whenever a kept file or page may have changed: scripts, looks, words, the name."""
    digest = hashlib.sha256(f"{assets_build}\0{app_name}".encode())
    for folder in ("templates", "translations"):
        for path in sorted((_ROOT / folder).rglob("*.*")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def kept_on_phone(names: Iterable[str], url: Callable[[str], str], language: str) -> list[str]:
    """Every address a phone keeps that speaks `language`; Help now in all of them."""
    others = tuple(f"/{each}" for each in LANGUAGES if each != language)
    pages = [
        path for path in kept_pages() if path.startswith("/help-now") or not path.endswith(others)
    ]
    return pages + [url(name) for name in kept_static(names)]


def worker_script(source: str, outbox: str, build: str, icon: str) -> str:
    """sw.js with build, picture and outbox in front; a new build is a new worker.

    What it keeps it asks for when it is installed: the list is bytes of no other start.
    """
    given = f"const BUILD = {json.dumps(build)}, ICON = {json.dumps(icon)};"
    return f"{given}\nconst outbox = {outbox};\n{_bare(source)}"


def as_function(sources: Iterable[str]) -> str:
    """Modules as one expression that a classic worker can run: what they export, in one object.

    Not every browser we serve runs modules in a worker. Comments and indentation stay behind.
    """
    whole = "\n".join(sources)
    exported = re.findall(r"^export (?:async function|function|const) (\w+)", whole, re.MULTILINE)
    bare = re.sub(r"^import .*?;$", "", whole, flags=re.MULTILINE)
    body = _bare(re.sub(r"^export ", "", bare, flags=re.MULTILINE))
    return f"(() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})()"


def _bare(source: str) -> str:
    """Without the lines that are comments, and without indentation."""
    kept = re.sub(r"^\s*(//.*|/\*[\s\S]*?\*/)\s*$", "", source, flags=re.MULTILINE)
    return "\n".join(line.strip() for line in kept.splitlines() if line.strip())
