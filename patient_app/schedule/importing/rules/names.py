"""Names of patients in words from a calendar."""

import re
from collections.abc import Iterable

from patient_app.schedule.calendars.suggestions import folded_words

SHORTEST = 2
HIDDEN = "•••"
_WORDS = re.compile(r"\w+")


def words_of_names(names: Iterable[str]) -> frozenset[str]:
    """Every word of every name, folded; single letters say nothing about anyone."""
    return frozenset(word for name in names for word in folded_words(name) if len(word) >= SHORTEST)


def holds_a_name(text: str, names: frozenset[str]) -> bool:
    """Whether a word of the text is a word of someone's name."""
    return not names.isdisjoint(folded_words(text))


def without_names(text: str, names: frozenset[str]) -> str:
    """The text with the words of names hidden."""
    return _WORDS.sub(lambda word: HIDDEN if holds_a_name(word[0], names) else word[0], text)
