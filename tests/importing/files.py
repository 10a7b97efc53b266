"""Calendar files on the spot, and what the tests ask of the schedule afterwards."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.schedule.importing.models import ScheduleImport
from patient_app.schedule.importing.reading import read_calendar
from patient_app.schedule.importing.rules.formats import CalendarFormat
from patient_app.schedule.importing.service.carrying_out import bring_in
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.queries.mine import my_sessions
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.service.occurrences import move_occurrence
from tests.people import Place, Someone
from tests.schedule.calendar_files import calendar, event, export

HERE = "America/Los_Angeles"
GROUP = (
    "DTSTART;TZID=America/Los_Angeles:20261019T180000",
    "DTEND;TZID=America/Los_Angeles:20261019T210000",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "SUMMARY:Evening IOP group",
    "LOCATION:Room 2",
)


def group(*more: str, uid: str = "evening", **other: str) -> str:
    """The evening group as a VEVENT; `start="19:00"` style changes go through `other`."""
    lines = [*GROUP, *more]
    for before, after in other.items():
        lines = [line.replace(CHANGES[before], after) for line in lines]
    return event(*lines, uid=uid)


CHANGES = {
    "starts": "T180000",
    "ends": "T210000",
    "place": "Room 2",
    "summary": "Evening IOP group",
}


def one_date(on: str, *more: str, uid: str = "evening") -> str:
    """A change to the evening group's date on that day (20261021)."""
    return event(f"RECURRENCE-ID;TZID=America/Los_Angeles:{on}T180000", *more, uid=uid)


def moved(on: str, to: str, uid: str = "evening") -> str:
    """That date at another time: "20261022T170000", one hour long."""
    until = to.replace("T17", "T18")
    return one_date(
        on,
        f"DTSTART;TZID=America/Los_Angeles:{to}",
        f"DTEND;TZID=America/Los_Angeles:{until}",
        "SUMMARY:Evening IOP group",
        "LOCATION:Room 2",
        uid=uid,
    )


def called_off(on: str, uid: str = "evening") -> str:
    """That date cancelled."""
    return one_date(
        on,
        f"DTSTART;TZID=America/Los_Angeles:{on}T180000",
        f"DTEND;TZID=America/Los_Angeles:{on}T210000",
        "STATUS:CANCELLED",
        uid=uid,
    )


def take_in(center: Place, *events: str, data: bytes | None = None, **more):
    """Import a calendar of those events, or `data`, as the command line does."""
    read = read_calendar(data or calendar(*events), CalendarFormat.ICS, center.zone, clock.now())
    return bring_in(center.center_id, read, "ics", clock.now(), **more)


def numbers(done) -> dict[str, int]:
    """The counts that are not zero."""
    return {name: number for name, number in vars(done.counts).items() if number}


def the_series(center: Place) -> Series:
    """The center's one recurring series, else its one series."""
    rows = session().scalars(select(Series).where(Series.center_id == center.center_id)).all()
    (found,) = [row for row in rows if row.rrule] or rows
    return found


def date_of(series_id: UUID, on: date) -> Occurrence:
    """The date whose rule gives that day."""
    rows = session().scalars(select(Occurrence).where(Occurrence.series_id == series_id))
    return next(row for row in rows if row.local.date() == on)


def wall(at: datetime, zone: str = HERE) -> str:
    """An instant as a clock on the wall shows it."""
    return at.astimezone(ZoneInfo(zone)).strftime("%a %m-%d %H:%M")


def steady_moves(center: Place) -> None:
    """Carla moves the group of Wednesday the 21st to Thursday at 10, for three hours."""
    row = date_of(the_series(center).id, date(2026, 10, 21))
    to = NewTime(datetime.fromisoformat("2026-10-22T10:00"), 180)
    move_occurrence(center.center_id, row.id, to, clock.now(), by=None)


def seen_by(someone: Someone, until: datetime) -> list[str]:
    """What the patient's schedule holds from now on: wall times, "x" before a cancelled one."""
    session().rollback()
    rows = my_sessions(someone.person_id, someone.center_id, clock.now(), until)
    return [("x " if row.cancelled else "") + wall(row.starts_at, row.zone) for row in rows]


def how_many(table: type) -> int:
    """Rows of a table."""
    return int(session().scalar(select(func.count()).select_from(table)) or 0)


__all__ = ["ScheduleImport", "calendar", "event", "export"]
