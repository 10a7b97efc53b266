"""Sign-in names: what counts as the same one, and what may be one."""

import re
import unicodedata

from patient_app.core.messages import N_

SHORTEST, LONGEST = 2, 60

TOO_SHORT = N_("Choose at least two letters or numbers.")
TOO_LONG = N_("Choose a shorter name, 60 letters at most.")
ODD_SIGNS = N_("Use only letters, numbers, spaces, dots, dashes and underscores.")

_SIGNS = set(" .-_'’")


def normal_name(typed: str) -> str:
    """The name two spellings share: compatibility forms, case and runs of spaces do not count."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", typed)).strip().casefold()


def shown_name(typed: str) -> str:
    """The name as its owner will see it: their capitals, without stray spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", typed)).strip()


def wrong_with(typed: str) -> str | None:
    """A sentence about what keeps `typed` from being a sign-in name, or None."""
    name = shown_name(typed)
    if sum(ch.isalnum() for ch in name) < SHORTEST:
        return TOO_SHORT
    if len(name) > LONGEST:
        return TOO_LONG
    if not all(ch.isalnum() or ch in _SIGNS or unicodedata.combining(ch) for ch in name):
        return ODD_SIGNS
    return None
