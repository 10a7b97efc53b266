"""The readable download: sections, fields and values in the person's language."""

import re
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


def sections(everything: dict[str, Records], zone: str) -> list[Section]:
    """All sections that hold anything, in the order the features stand in; times in `zone`."""
    return [
        Section(_named(SECTIONS, title), tuple(_pairs(row, zone) for row in rows))
        for records in everything.values()
        for title, rows in records.items()
        if rows
    ]


def _pairs(row: dict[str, Any], zone: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_named(FIELDS, name), _value(name, value, zone))
        for name, value in row.items()
        if value is not None
    )


def _named(known: dict[str, str], code: str) -> str:
    return gettext(known[code]) if code in known else code.replace("_", " ").capitalize()


def _value(name: str, value: Any, zone: str) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_value(name, each, zone) for each in value)
    return _told(name, str(value), zone)


def _told(name: str, text: str, zone: str) -> str:
    if name == "device":
        return device_name(text)
    if name == "weekdays":
        return ", ".join(words.weekday(date.fromordinal(_A_MONDAY + int(day))) for day in text)
    if (told := VALUES.get(name, {}).get(text)) is not None:
        return gettext(told)
    return _time(text, zone)


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
