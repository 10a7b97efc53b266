"""The header of a schedule CSV: which columns there are, in English or Spanish."""

from collections.abc import Sequence

from patient_app.schedule.calendars.refusals import ColumnsMissing, ColumnsUnknown
from patient_app.schedule.calendars.suggestions import folded_words
from patient_app.schedule.calendars.text import one_line

REQUIRED = ("title", "date", "start")
NAMES = {
    "title": ("title", "titulo"),
    "kind": ("kind", "tipo"),
    "date": ("date", "fecha"),
    "start": ("start", "inicio"),
    "end": ("end", "fin"),
    "zone": ("zone", "zona"),
    "repeat": ("repeat", "repetir"),
    "until": ("until", "hasta"),
    "place": ("place", "lugar"),
    "facilitator": ("facilitator", "facilitador", "facilitadora"),
    "topic": ("topic", "tema"),
    "status": ("status", "estado"),
    "uid": ("uid",),
}
"""`facilitator` may stand in the file and is not read: no names of people are imported."""

BY_NAME = {name: column for column, names in NAMES.items() for name in names}


def columns_of(header: Sequence[str]) -> list[str]:
    """Our name for each cell of the header; `CalendarRefused` names what is wrong."""
    columns: list[str] = []
    wrong: list[str] = []
    for cell in header:
        column = BY_NAME.get(" ".join(folded_words(cell)))
        if column is None or column in columns:
            wrong.append(one_line(cell, 40) or "?")
        else:
            columns.append(column)
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise ColumnsMissing(columns=", ".join(missing))
    if wrong:
        raise ColumnsUnknown(columns=", ".join(wrong))
    return columns
