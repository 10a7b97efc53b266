"""Dates of a series that a file names on their own, and the day on which it ends."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from patient_app.schedule.calendars.ics_times import wall_in
from patient_app.schedule.calendars.ics_values import Moment
from patient_app.schedule.calendars.ics_zones import ZoneBook
from patient_app.schedule.rules.repeats import Repeat

HALF_A_DAY = timedelta(hours=12)


class Dated(Protocol):
    """A series whose dates are named: its times, or its record."""

    @property
    def starts_local(self) -> datetime: ...
    @property
    def zone(self) -> str: ...
    @property
    def all_day(self) -> bool: ...


def named_date(moment: Moment, series: Dated, book: ZoneBook) -> datetime:
    """The date as wall time of the series.

    A day alone means the series' own time that day. Of an all-day series only the day counts:
    Exchange names it by midnight in a zone of its own, or by that midnight in UTC.
    """
    if moment.is_date:
        return datetime.combine(moment.local, series.starts_local.time())
    if series.all_day:
        day = _day_near(moment.local) if moment.in_utc else moment.local.date()
        return datetime.combine(day, series.starts_local.time())
    return wall_in(moment, series.zone, book)


def until_a_day(repeat: Repeat) -> Repeat:
    """An all-day series that ends with some zone's midnight in UTC, as Exchange writes it."""
    until = repeat.until
    if not isinstance(until, datetime) or until.tzinfo is None or until.second:
        return repeat
    return replace(repeat, until=_day_near(until))


def _day_near(at: datetime) -> date:
    """A UTC value that is midnight somewhere: the midnight nearest in UTC tells the day."""
    return (at + HALF_A_DAY).date()
