"""The web app manifest: neutral words only, whoever looks at the phone."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from patient_app.core.messages import N_

_FILE = Path(__file__).resolve().parents[2] / "manifest.json"

# The file's English words, marked for translation.
WORDS = (N_("Your day at a glance."), N_("Your day at a glance"), N_("Help now"))


@cache
def _template() -> str:
    return _FILE.read_text(encoding="utf-8")


def manifest(
    app_name: str, language: str, asset: Callable[[str], str], gettext: Callable[[str], str]
) -> dict[str, Any]:
    """manifest.json with the installation's name, hashed pictures and words in `language`.

    `id`, `start_url` and `scope` never change: they are the installed app's identity.
    """
    told: dict[str, Any] = json.loads(_template())
    told |= {"name": app_name, "short_name": app_name, "lang": language}
    told["description"] = gettext(told["description"])
    for shortcut in told["shortcuts"]:
        shortcut["name"] = gettext(shortcut["name"])
        _hash(shortcut["icons"], asset)
    for shot in told["screenshots"]:
        shot["label"] = gettext(shot["label"])
    _hash(told["icons"], asset)
    _hash(told["screenshots"], asset)
    return told


def _hash(pictures: list[dict[str, str]], asset: Callable[[str], str]) -> None:
    for picture in pictures:
        picture["src"] = asset(picture["src"])
