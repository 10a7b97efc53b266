"""From the fields of a form to the data of a record."""

from collections.abc import Mapping, Sequence
from typing import Any

# The record's own name, and the names of the buttons and of a sign-in sent along.
_NOT_DATA = frozenset({"id"})


def data_of(fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """`{"set.triggers[]": ["a", "b"], "after:number": ["3"], "note": [""]}` becomes
    `{"set": {"triggers": ["a", "b"]}, "after": 3}`.
    """
    data: dict[str, Any] = {}
    for name, texts in fields.items():
        given = [text for text in texts if text.strip()]
        if given and name not in _NOT_DATA:
            _put(data, name, given)
    return data


def _put(data: dict[str, Any], name: str, given: list[str]) -> None:
    path, _, kind = name.removesuffix("[]").partition(":")
    *folders, last = path.split(".")
    place = data
    for folder in folders:
        inner = place.setdefault(folder, {})
        # `note` and `note.deeper` in one form: the first stays, the schema refuses what is odd.
        if not isinstance(inner, dict):
            return
        place = inner
    if name.endswith("[]"):
        place[last] = given
    else:
        place[last] = _number(given[-1]) if kind == "number" else given[-1]


def _number(text: str) -> Any:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else text
