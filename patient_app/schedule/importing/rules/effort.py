"""How much work a file asks for: a small file can name a million dates."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from patient_app.schedule.calendars.records import EventRecord
from patient_app.schedule.rules.repeats import Repeat
from patient_app.schedule.rules.rrule_text import parse_rrule

MOST_DATES = 200_000
"""Dates from each series' first to eight weeks ahead: 500 series that meet three times a week
for two and a half years. Laying out takes about 20 microseconds a date."""

_AHEAD = timedelta(weeks=8)
_DAYS_BETWEEN = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 28.0, "YEARLY": 365.0}


def dates_in(records: Iterable[EventRecord], now: datetime) -> int:
    """Roughly how many dates must be walked through to reach those ahead."""
    until = now.replace(tzinfo=None) + _AHEAD
    return sum(_dates(record, until) for record in records if record.rrule)


def _dates(record: EventRecord, until: datetime) -> int:
    repeat = parse_rrule(record.rrule or "")
    days = max(0, (until - record.starts_local).days)
    dates = int(days / (_DAYS_BETWEEN[repeat.freq] * repeat.interval) * _each_time(repeat))
    return min(dates, repeat.count or dates)


def _each_time(repeat: Repeat) -> int:
    """Dates in one turn of the rule."""
    if repeat.freq == "DAILY":
        return 1
    return max(1, len(repeat.weekdays), len(repeat.month_days)) * max(1, len(repeat.months))
