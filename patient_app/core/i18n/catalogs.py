"""Catalogs: one PO file per feature and language, read once at start."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("en", "es")
_FOLDER = Path(__file__).resolve().parents[3] / "translations"

Plural = tuple[str, str]


@cache
def _catalog(language: str) -> dict[str | Plural, str | Plural]:
    found: dict[str | Plural, str | Plural] = {}
    for path in sorted((_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string and not message.fuzzy:
                    key = tuple(message.id) if message.pluralizable else message.id
                    found[key] = tuple(message.string) if message.pluralizable else message.string  # type: ignore[index, assignment]  # babel types ids loosely
    return found


def translate(language: str, message: str) -> str:
    """The message in `language`; English, its own key, where none is given."""
    return str(_catalog(language).get(message, message))


def translate_plural(language: str, one: str, many: str) -> Plural:
    """Both forms in `language`. English and Spanish agree: one form for 1, one for the rest."""
    found = _catalog(language).get((one, many), (one, many))
    return (found[0], found[1])
