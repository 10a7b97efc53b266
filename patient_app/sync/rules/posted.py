"""From the fields of a form to the data of a record."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

# The record's own name and time.
_NOT_DATA = frozenset({"id", "occurred_at"})
_CHANGES = "set"
# Of a calendar people use: further away, and arithmetic with zones has no answer.
FIRST_YEAR, LAST_YEAR = 1900, 2200


def data_of(fields: Mapping[str, Sequence[str]], zone: tzinfo) -> dict[str, Any]:
    """`{"set.triggers[]": ["a", "b"], "after:number": ["3"], "note": [""]}` becomes
    `{"set": {"triggers": ["a", "b"]}, "after": 3}`.

    An empty field is not told; inside `set` it says that nothing stands there now. `:local` is a
    wall time in `zone`.
    """
    data: dict[str, Any] = {}
    for name, texts in fields.items():
        given = [text.strip().replace("\r\n", "\n") for text in texts if text.strip()]
        if name not in _NOT_DATA and (given or name.startswith(f"{_CHANGES}.")):
            _put(data, name, given, zone)
    return data


def moment_told(fields: Mapping[str, Sequence[str]], zone: tzinfo) -> datetime | str | None:
    """When it happened, if the form says so; a text that is no time comes back as it was."""
    text = fields.get("occurred_at", [""])[-1]
    return wall_time(text, zone) if text.strip() else None


def wall_time(text: str, zone: tzinfo) -> datetime | str:
    """`2026-10-14T17:40` on the wall in `zone`; what is no such time comes back as it was."""
    try:
        told = datetime.fromisoformat(text.strip()).replace(tzinfo=zone)
    except ValueError:
        return text
    return told if FIRST_YEAR <= told.year <= LAST_YEAR else text


def _put(data: dict[str, Any], name: str, given: list[str], zone: tzinfo) -> None:
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
    elif given:
        place[last] = _value(given[-1], kind, zone)
    elif len(folders) == 1:
        place[last] = None


def _value(text: str, kind: str, zone: tzinfo) -> Any:
    if kind == "number":
        return _number(text)
    if kind == "local":
        told = wall_time(text, zone)
        return told.isoformat() if isinstance(told, datetime) else told
    return text


def _number(text: str) -> Any:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else text
