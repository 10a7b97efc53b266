"""Which passwords are refused, and why (NIST SP 800-63B-4: length, and no common choices)."""

import re
import unicodedata
from collections.abc import Collection

from patient_app.core.messages import N_

SHORTEST, LONGEST = 15, 256
LEAST_WITHOUT_NAMES = 12
LEAST_WITHOUT_RUNS = 8
LEAST_DIFFERENT = 6

TOO_SHORT = N_("Use at least 15 letters or signs. A few short words are easy to remember.")
TOO_LONG = N_("Use 256 letters or signs at most.")
HAS_NAMES = N_("Leave out your name and the names of this app and your center.")
REPEATS = N_("This repeats itself too much. Try a few different words.")
RUNS = N_("This follows the keyboard or the alphabet. Try a few different words.")
COMMON = N_("Many people use these words. Try a few that do not belong together.")

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz")


def normal_password(typed: str) -> str:
    """The password meant: compatibility forms and stray spaces do not lock anyone out."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", typed)).strip()


def bare(text: str) -> str:
    """Letters and digits only, without case or accents: how passwords are compared with lists."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in apart if ch.isalnum())


def wrong_with(typed: str, names: Collection[str], common: Collection[str]) -> str | None:
    """A sentence about what keeps `typed` from being a password, or None.

    `names` are the app's, the center's and the person's; `common` holds bare() texts.
    """
    password = normal_password(typed)
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    core = bare(password)
    if _is_common(core, common):
        return COMMON
    if _repeats(password.casefold()) or _repeats(core):
        return REPEATS
    if len(_without_runs(core)) < LEAST_WITHOUT_RUNS and len(core) >= len(password) // 2:
        return RUNS
    if len(_without_names(core, names)) < LEAST_WITHOUT_NAMES and _holds(core, names):
        return HAS_NAMES
    return None


def _is_common(core: str, common: Collection[str]) -> bool:
    return core in common or core.strip("0123456789") in common


def _repeats(text: str) -> bool:
    if len(set(text)) < LEAST_DIFFERENT:
        return True
    # A text made of one unit said again and again is found inside its own double.
    return len(text) > 1 and text in (text + text)[1:-1]


def _without_runs(core: str) -> str:
    left, at = "", 0
    while at < len(core):
        length = _run_at(core, at)
        if length < 4:
            left, at = left + core[at], at + 1
        else:
            at += length
    return left


def _run_at(core: str, at: int) -> int:
    rows = [way for row in _ROWS for way in (row + row, (row + row)[::-1])]
    length = 1
    while at + length < len(core) and any(core[at : at + length + 1] in row for row in rows):
        length += 1
    return length


def _parts(names: Collection[str]) -> list[str]:
    words = {bare(part) for name in names for part in (*name.split(), name)}
    return sorted((word for word in words if len(word) > 2), key=len, reverse=True)


def _holds(core: str, names: Collection[str]) -> bool:
    return any(part in core for part in _parts(names))


def _without_names(core: str, names: Collection[str]) -> str:
    for part in _parts(names):
        core = core.replace(part, "")
    return core
