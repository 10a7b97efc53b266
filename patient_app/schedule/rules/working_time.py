"""Working hours: what "answered within 24 working hours" means at one center."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from patient_app.schedule.rules.zones import instant_of, wall_time
from patient_app.schedule.rules.zones import zone as zone_named

FARTHEST = 400
"""Days looked ahead before a center counts as one without opening hours."""

Opening = tuple[time, time]
WeeklyHours = Mapping[int, Sequence[Opening]]
"""Weekday (Monday = 0) -> opening and closing times; closing not later means the next day."""


def working_deadline(
    asked_at: datetime,
    hours: float,
    weekly_hours: WeeklyHours,
    closures: Collection[date],
    zone: str,
) -> datetime:
    """The UTC instant at which that many working hours have passed since `asked_at`.

    Hours are real hours: a night shift in which the clock changes counts what it lasts.
    A center that is not open within the next 400 days has no working hours, and
    plain hours are counted instead, so that a request always has a deadline.
    """
    left = timedelta(hours=hours)
    for opens_at, closes_at in _openings(asked_at, weekly_hours, closures, zone_named(zone)):
        if closes_at - opens_at >= left:
            return opens_at + left
        left -= closes_at - opens_at
    return asked_at.astimezone(UTC) + timedelta(hours=hours)


def _openings(
    asked_at: datetime, weekly_hours: WeeklyHours, closures: Collection[date], zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """Stretches the center is open, in order, none twice, none before `asked_at`."""
    reached = asked_at
    first_on = wall_time(asked_at, zone).date() - timedelta(days=1)
    for on in (first_on + timedelta(days=n) for n in range(FARTHEST)):
        if on in closures:
            continue
        for opens, closes in sorted(weekly_hours.get(on.weekday(), ())):
            opens_at = max(instant_of(datetime.combine(on, opens), zone), reached)
            last_on = on if closes > opens else on + timedelta(days=1)
            closes_at = instant_of(datetime.combine(last_on, closes), zone)
            if closes_at > opens_at:
                reached = closes_at
                yield opens_at, closes_at
