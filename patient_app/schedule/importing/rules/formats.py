"""Which kind of file this is, found from its first bytes."""

from enum import StrEnum

_MARK = "BEGIN:VCALENDAR"
_NEAR_THE_START = 4096


class CalendarFormat(StrEnum):
    """The two formats that are read."""

    ICS = "ics"
    CSV = "csv"


def format_of(data: bytes) -> CalendarFormat:
    """A calendar says so near its beginning; anything else is tried as a table."""
    start = data[:_NEAR_THE_START]
    shown = start.replace(b"\0", b"").decode("latin-1").upper()
    return CalendarFormat.ICS if _MARK in shown else CalendarFormat.CSV
