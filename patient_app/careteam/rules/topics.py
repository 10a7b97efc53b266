"""Topics as staff name them."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class NewTopic:
    """A name in each language."""

    name_en: str
    name_es: str


def code_of(name: str) -> str:
    """'being-bored' from 'Being bored'; never empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_CODE] or "topic"
