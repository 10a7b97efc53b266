"""Promise 10: everything a person can read exists in Spanish, with the same values in it."""

import re

import pytest

from tests.contracts.messages import Entry, in_python, in_spanish, in_templates

_VALUE = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def spanish() -> dict[str | tuple[str, str], Entry]:
    return {entry.key: entry for entry in in_spanish()}


def _values(text: str) -> set[str]:
    return set(_VALUE.findall(text))


def test_every_text_has_its_spanish(spanish):
    missing = [
        f"{found.where}: {found.text!r}"
        for found in (*in_templates(), *in_python())
        if found.key not in spanish or not all(spanish[found.key].words)
    ]
    assert not missing, "no Spanish for:\n" + "\n".join(sorted(set(missing)))


def test_the_same_values_stand_in_both_languages(spanish):
    wrong = [
        f"{entry.where}: {entry.words!r}"
        for key, entry in spanish.items()
        if _values(entry.words[-1]) != _values(key[-1] if isinstance(key, tuple) else key)
        or not _values(entry.words[0]) <= _values(entry.words[-1])
    ]
    assert not wrong, "other values than in English:\n" + "\n".join(wrong)


def test_nothing_is_half_translated():
    assert not [entry.where for entry in in_spanish() if entry.fuzzy]


def test_one_text_is_not_translated_in_two_ways():
    first: dict[str | tuple[str, str], Entry] = {}
    clashes = [
        f"{entry.where} and {first[entry.key].where}: {entry.key!r}"
        for entry in in_spanish()
        if first.setdefault(entry.key, entry).words != entry.words
    ]
    assert not clashes, "\n".join(clashes)


def test_nobody_is_shouted_at():
    texts = {found.text for found in (*in_templates(), *in_python())}
    spoken = [*texts, *(words for entry in in_spanish() for words in entry.words)]
    assert not [text for text in spoken if "!" in text or "¡" in text]
