"""Passphrases to offer: five plain words in the person's language, drawn here, kept nowhere."""

import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path

WORDS = 5
_FOLDER = Path(__file__).resolve().parents[1] / "words"


@cache
def word_list(language: str) -> tuple[str, ...]:
    """At least 512 short, kind, everyday words: five of them are 45 random bits."""
    path = _FOLDER / f"{language if language in {'en', 'es'} else 'en'}.txt"
    return tuple(path.read_text(encoding="utf-8").split())


def suggest(language: str) -> str:
    """'lamp river maple eight quilt': five different words."""
    words = word_list(language)
    return " ".join(secrets.SystemRandom().sample(words, WORDS))


def is_suggestion(text: str) -> bool:
    """Whether we could have offered this: what a form hands back is shown only then."""
    known = set(word_list("en")) | set(word_list("es"))
    words = text.split(" ")
    return len(words) == WORDS and all(word in known for word in words)


def suggest_names(language: str, is_free: Callable[[str], bool], wanted: int = 3) -> list[str]:
    """Sign-in names nobody has, 'maple heron 27', that say nothing about a person."""
    draw, words = secrets.SystemRandom(), word_list(language)
    found: list[str] = []
    while len(found) < wanted:
        name = f"{' '.join(draw.sample(words, 2))} {draw.randrange(10, 100)}"
        if is_free(name):
            found.append(name)
    return found
