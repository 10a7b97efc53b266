"""The readable download: sections, fields and values in the person's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from patient_app.accounts.presenters.devices import device_name
from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.personal_data import Records
from patient_app.privacy.rules.field_names import FIELDS, SECTIONS
from patient_app.privacy.rules.field_values import VALUES

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_A_MONDAY = date(2026, 1, 5).toordinal()


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing kept, with a row of (name, value) pairs for each of it."""

    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


Words = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Feature -> field -> code -> words."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whose clock, and the words of one feature; `own` are the person's, by their codes."""

    zone: str
    words: Mapping[str, Mapping[str, str]]
    own: Mapping[str, str]


def sections(
    everything: dict[str, Records], zone: str, words: Words | None = None
) -> list[Section]:
    """All sections that hold anything, in the order the features stand in; times in `zone`."""
    return [
        Section(_named(SECTIONS, title), tuple(_pairs(row, reader) for row in rows))
        for feature, records in everything.items()
        for reader in [_Reader(zone, (words or {}).get(feature, {}), _own(records))]
        for title, rows in records.items()
        if rows
    ]


def _own(records: Records) -> dict[str, str]:
    """The person's own words are rows with a name; others point to them by its code."""
    named = [row for rows in records.values() for row in rows if row.get("label")]
    codes = {str(row["id"]): str(row["label"]) for row in named if "id" in row}
    return codes | {f"own:{code}": label for code, label in codes.items()}


def _pairs(row: dict[str, Any], reader: _Reader) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_named(FIELDS, name), _value(name, value, reader))
        for name, value in row.items()
        if value is not None
    )


def _named(known: Mapping[str, str], code: str) -> str:
    return gettext(known[code]) if code in known else code.replace("_", " ").capitalize()


def _value(name: str, value: Any, reader: _Reader) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, dict):
        told = _pairs_in(name, value, reader)
        return "; ".join(f"{field}: {text}" for field, text in told)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_value(name, each, reader) for each in value)
    return _told(name, str(value), reader)


def _pairs_in(name: str, value: dict[str, Any], reader: _Reader) -> list[tuple[str, str]]:
    """What stands inside one value: fields of an entry, or questions and their answers."""
    questions = reader.words.get(name)
    given = [(field, each) for field, each in value.items() if each not in (None, "", [])]
    if questions is not None:
        return [(_named(questions, field), str(each)) for field, each in given]
    return [(_named(FIELDS, field), _value(field, each, reader)) for field, each in given]


def _told(name: str, text: str, reader: _Reader) -> str:
    if name == "device":
        return device_name(text)
    if name == "weekdays":
        return ", ".join(words.weekday(date.fromordinal(_A_MONDAY + int(day))) for day in text)
    for known in (reader.words, VALUES):
        if (told := known.get(name, {}).get(text)) is not None:
            return gettext(told)
    return reader.own[text] if text in reader.own and name != "id" else _time(text, reader.zone)


def _time(text: str, zone: str) -> str:
    """ISO dates and instants as people say them; anything else as it is."""
    try:
        if _DAY.fullmatch(text):
            return words.month_day_year(date.fromisoformat(text))
        if _INSTANT.fullmatch(text):
            local = words.local(datetime.fromisoformat(text), zone)
            return f"{words.month_day_year(local.date())}, {words.clock_time(local)}"
    except (ValueError, OverflowError):  # somebody's own words that only look like a date
        return text
    return text
