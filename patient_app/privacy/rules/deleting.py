"""Deleting an account asks for one typed word."""

from dataclasses import dataclass

from patient_app.core.messages import N_

WORD = N_("delete")
_SPELLINGS = {"delete", "borrar"}


@dataclass(frozen=True, slots=True)
class DeleteAccount:
    """The word a person typed to show they mean it."""

    word: str


def means_it(word: str) -> bool:
    """Whether this is the word, in either language and any case."""
    return word.strip().strip("\"'“”").casefold() in _SPELLINGS
