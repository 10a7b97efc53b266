"""From a form's fields to a series, and from a series to a description people can read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from patient_app.schedule.rules.recurrence import SeriesInvalid, SeriesRule
from patient_app.schedule.rules.repeats import Repeat
from patient_app.schedule.rules.rrule_text import WEEKDAYS

ONE_DAY = timedelta(days=1)
LONGEST_AT_THE_CENTER = timedelta(hours=12)
"""A session of the center that lasts longer is a slip of the hand, not a session."""


@dataclass(frozen=True)
class Description:
    """A rule as data; the edge makes "Mondays, Wednesdays and Fridays" of it.

    `kind`: once, daily, weekly, month_day, month_weekday, yearly, other.
    `weekdays` Monday = 0. `ordinal` 1-5 or -1 (last) for month_weekday, day of the
    month (or -1) for month_day. `last_on` is None when the series has no end date.
    """

    kind: str
    every: int
    weekdays: tuple[int, ...]
    ordinal: int | None
    starts: time
    ends: time
    first_on: date
    last_on: date | None
    count: int | None
    extra: int
    left_out: int


def length_between(starts: time, ends: time) -> timedelta:
    """From one time of day to the next; an end not after the start is the day after."""
    day = date(2000, 1, 1)
    length = datetime.combine(day, ends) - datetime.combine(day, starts)
    return length if length > timedelta(0) else length + ONE_DAY


def one_date(on: date, starts: time, ends: time, zone: str) -> SeriesRule:
    """A series of one date."""
    return SeriesRule(datetime.combine(on, starts), length_between(starts, ends), zone)


def weekly(
    weekdays: Collection[int],
    first_on: date,
    last_on: date | None,
    starts: time,
    ends: time,
    zone: str,
    every: int = 1,
) -> SeriesRule:
    """Those weekdays (Monday = 0) from `first_on` to `last_on`, both included.

    The first date is the first of those weekdays on or after `first_on`.
    `SeriesInvalid("weekdays")` without a day, `SeriesInvalid("last_on")` when none fits.
    """
    days = sorted(set(weekdays))
    if not days or not set(days) <= set(range(7)):
        raise SeriesInvalid("weekdays")
    first = min(first_on + ONE_DAY * ((day - first_on.weekday()) % 7) for day in days)
    if last_on is not None and last_on < first:
        raise SeriesInvalid("last_on")
    parts = ["FREQ=WEEKLY", "BYDAY=" + ",".join(WEEKDAYS[day] for day in days)]
    if every != 1:
        parts.insert(1, f"INTERVAL={every}")
    if last_on is not None:
        parts.append(f"UNTIL={last_on:%Y%m%d}")
    length = length_between(starts, ends)
    return SeriesRule(datetime.combine(first, starts), length, zone, ";".join(parts))


def describe(rule: SeriesRule) -> Description:
    """What the rule says, for the edge to put into words."""
    repeat = rule.repeat
    kind, weekdays, ordinal = _shape(rule.starts_local, repeat)
    until = repeat.until if repeat else None
    return Description(
        kind=kind,
        every=repeat.interval if repeat else 1,
        weekdays=weekdays,
        ordinal=ordinal,
        starts=rule.starts_local.time(),
        ends=(rule.starts_local + rule.duration).time(),
        first_on=rule.starts_local.date(),
        last_on=until.date() if isinstance(until, datetime) else until,
        count=repeat.count if repeat else None,
        extra=len(rule.extra_dates),
        left_out=len(rule.left_out),
    )


Shape = tuple[str, tuple[int, ...], int | None]


def _shape(start: datetime, repeat: Repeat | None) -> Shape:
    if repeat is None:
        return "once", (), None
    days = tuple(day for _, day in repeat.weekdays)
    plain = not (repeat.months or repeat.positions)
    if repeat.freq == "DAILY" and plain and not repeat.month_days:
        every_day = repeat.interval == 1 and days
        return ("weekly", days, None) if every_day else _daily(days)
    if repeat.freq == "WEEKLY" and plain:
        return "weekly", days or (start.weekday(),), None
    if repeat.freq == "MONTHLY" and not repeat.months:
        return _monthly(start, repeat, days)
    bare = plain and not days and not repeat.month_days
    return ("yearly" if repeat.freq == "YEARLY" and bare else "other"), days, None


def _daily(days: tuple[int, ...]) -> Shape:
    return ("other" if days else "daily"), days, None


def _monthly(start: datetime, repeat: Repeat, days: tuple[int, ...]) -> Shape:
    if not days and not repeat.positions and len(repeat.month_days) <= 1:
        return "month_day", (), (repeat.month_days or (start.day,))[0]
    if len(days) != 1 or repeat.month_days:
        return "other", days, None
    ordinals = repeat.positions or (repeat.weekdays[0][0],)
    if len(ordinals) == 1 and ordinals[0] in (1, 2, 3, 4, 5, -1):
        return "month_weekday", days, ordinals[0]
    return "other", days, None
