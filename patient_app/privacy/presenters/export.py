"""The readable download: sections and fields by their names in the person's language."""

from dataclasses import dataclass
from typing import Any

from patient_app.core.i18n import gettext
from patient_app.core.personal_data import Records
from patient_app.privacy.rules.field_names import FIELDS, SECTIONS


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing kept, with a row of (name, value) pairs for each of it."""

    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


def sections(everything: dict[str, Records]) -> list[Section]:
    """All sections that hold anything, in the order the features stand in."""
    return [
        Section(_named(SECTIONS, title), tuple(_pairs(row) for row in rows))
        for records in everything.values()
        for title, rows in records.items()
        if rows
    ]


def _pairs(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_named(FIELDS, name), _value(value)) for name, value in row.items() if value is not None
    )


def _named(known: dict[str, str], code: str) -> str:
    return gettext(known[code]) if code in known else code.replace("_", " ").capitalize()


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_value(each) for each in value)
    return str(value)
