"""Kind and topic guessed from a title, as codes only: a title may hold a name."""

import re
import unicodedata
from dataclasses import dataclass

from patient_app.schedule.calendars.title_words import KINDS, TOPICS

WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Suggestion:
    """`kind`: group, individual, counselling, medication, family, vocational or other."""

    kind: str
    topic: str | None


def folded_words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents; for titles and for names they might hold."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def suggest(title: str) -> Suggestion:
    """The first kind and topic whose words stand in the title; never the title itself."""
    text = f" {' '.join(folded_words(title))} "
    return Suggestion(kind=_first(KINDS, text) or "other", topic=_first(TOPICS, text))


def _first(table: dict[str, tuple[str, ...]], text: str) -> str | None:
    for code, phrases in table.items():
        if any(f" {phrase} " in text for phrase in phrases):
            return code
    return None
