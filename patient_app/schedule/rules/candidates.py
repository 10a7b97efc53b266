"""The dates a repeat rule gives, from python-dateutil on naive wall times.

dateutil looks for the next date up to the year 9999 and checks the end only when it
has found one: a daily rule that names 30 February took 3.0 s to say nothing. So the
filters of daily and weekly rules are applied here, after a plain step that always
finds a date; monthly and yearly rules without dates are refused when read.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from dateutil import rrule as dateutil

from patient_app.schedule.rules.repeats import Repeat

FREQUENCY: dict[str, Literal[0, 1, 2, 3]] = {
    "DAILY": dateutil.DAILY,
    "WEEKLY": dateutil.WEEKLY,
    "MONTHLY": dateutil.MONTHLY,
    "YEARLY": dateutil.YEARLY,
}


def dates_after(start: datetime, repeat: Repeat, before: datetime) -> Iterator[datetime]:
    """Wall times later than `start` and earlier than `before`; COUNT and UNTIL not applied."""
    for local in _stepped(start, repeat, before):
        if local >= before:
            return
        if local > start and _passes(local, repeat):
            yield local


def _stepped(start: datetime, repeat: Repeat, before: datetime) -> Iterator[datetime]:
    every_day = repeat.freq == "DAILY"
    by_month_too = repeat.freq in ("MONTHLY", "YEARLY")
    return iter(
        dateutil.rrule(
            FREQUENCY[repeat.freq],
            dtstart=start,
            until=before,
            interval=repeat.interval,
            wkst=repeat.week_start,
            byweekday=None if every_day else _weekdays(repeat),
            bymonth=(repeat.months or None) if by_month_too else None,
            bymonthday=(repeat.month_days or None) if by_month_too else None,
            bysetpos=repeat.positions or None,
        )
    )


def _weekdays(repeat: Repeat) -> list[dateutil.weekday] | None:
    days = [dateutil.weekday(day, ordinal or None) for ordinal, day in repeat.weekdays]
    return days or None


def _passes(local: datetime, repeat: Repeat) -> bool:
    if repeat.freq in ("MONTHLY", "YEARLY"):
        return True
    if repeat.months and local.month not in repeat.months:
        return False
    if repeat.freq == "WEEKLY":
        return True
    if repeat.weekdays and local.weekday() not in {day for _, day in repeat.weekdays}:
        return False
    return not repeat.month_days or _month_day_is_in(local, repeat.month_days)


def _month_day_is_in(local: datetime, month_days: tuple[int, ...]) -> bool:
    from_the_end = local.day - _days_in_month(local) - 1
    return local.day in month_days or from_the_end in month_days


def _days_in_month(local: datetime) -> int:
    return monthrange(local.year, local.month)[1]
