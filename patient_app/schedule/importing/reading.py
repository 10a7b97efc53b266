"""Bytes into events, with the reader of their format."""

from datetime import datetime

from patient_app.schedule.calendars.csv_in import read_csv
from patient_app.schedule.calendars.ics_in import read_ics
from patient_app.schedule.calendars.records import CalendarImport
from patient_app.schedule.calendars.refusals import CalendarTooLarge, ColumnsMissing, NotACalendar
from patient_app.schedule.importing.rules.effort import MOST_DATES, dates_in
from patient_app.schedule.importing.rules.formats import CalendarFormat

READERS = {CalendarFormat.ICS: read_ics, CalendarFormat.CSV: read_csv}
_NONE_THERE = "title, date, start"


def read_calendar(data: bytes, format_: CalendarFormat, home: str, now: datetime) -> CalendarImport:
    """Every event or row; `home` is the zone of times that name none.

    Raises CalendarRefused when the file as a whole cannot be read, or asks for more dates than
    one import takes. A file without one known column is no schedule, whatever its commas say.
    """
    read = _read(data, format_, home)
    if dates_in(read.records, now) > MOST_DATES:
        raise CalendarTooLarge
    return read


def _read(data: bytes, format_: CalendarFormat, home: str) -> CalendarImport:
    try:
        return READERS[format_](data, home)
    except ColumnsMissing as missing:
        if missing.details["columns"] == _NONE_THERE:
            raise NotACalendar from missing
        raise
