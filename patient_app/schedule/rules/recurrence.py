"""A series as wall time, zone and rule; its dates as instants, never dropped, never doubled."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import islice
from zoneinfo import ZoneInfo

from patient_app.schedule.rules.candidates import dates_after
from patient_app.schedule.rules.repeats import Repeat
from patient_app.schedule.rules.rrule_text import parse_rrule
from patient_app.schedule.rules.zones import instant_of, wall_time, zone

EARLIEST_YEAR, LATEST_YEAR = 1970, 2200
LONGEST_SESSION = timedelta(days=31)
MOST_EXTRA_DATES = 2000
MARGIN = timedelta(days=2)
"""More than any offset change, so that a window in wall time holds the window in instants."""


class SeriesInvalid(ValueError):
    """A series that cannot be: `args[0]` names the field."""


@dataclass(frozen=True)
class SeriesRule:
    """When a series happens.

    `starts_local` is always its first date, even where the rule would skip it (as
    calendar programs show it), and counts as one of COUNT. `extra_dates` (RDATE)
    and `left_out` (EXDATE) are naive wall times in the same zone.
    """

    starts_local: datetime
    duration: timedelta
    zone: str
    rrule: str | None = None
    extra_dates: tuple[datetime, ...] = ()
    left_out: tuple[datetime, ...] = ()
    repeat: Repeat | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check every part once: `SeriesInvalid`, `UnknownZone` or `RuleNotSupported`."""
        zone(self.zone)
        if any(local.tzinfo for local in (self.starts_local, *self.extra_dates, *self.left_out)):
            raise SeriesInvalid("zone")
        if not EARLIEST_YEAR <= self.starts_local.year <= LATEST_YEAR:
            raise SeriesInvalid("starts_local")
        if not timedelta(0) < self.duration <= LONGEST_SESSION:
            raise SeriesInvalid("duration")
        if len(self.extra_dates) + len(self.left_out) > MOST_EXTRA_DATES:
            raise SeriesInvalid("extra_dates")
        object.__setattr__(self, "repeat", parse_rrule(self.rrule) if self.rrule else None)

    @cached_property
    def zone_info(self) -> ZoneInfo:
        """The zone itself."""
        return zone(self.zone)


@dataclass(frozen=True, order=True)
class Slot:
    """One date of a series. `local` is the wall time the rule gave: the recurrence id.

    In a gap `local` is the time that did not exist, `starts_at` the instant it moved to.
    """

    starts_at: datetime
    ends_at: datetime
    local: datetime


def slot_at(rule: SeriesRule, local: datetime) -> Slot:
    """The slot of one wall time, whether or not the rule gives that date.

    The end is a wall time too: a group from 18:00 to 21:00 ends at 21:00 by the clock
    on the wall. When a gap moves the start, the end moves with it.
    """
    starts_at = instant_of(local, rule.zone_info)
    ends_at = instant_of(wall_time(starts_at, rule.zone_info) + rule.duration, rule.zone_info)
    return Slot(starts_at, ends_at, local)


def wall_times(rule: SeriesRule, before: datetime) -> Iterator[datetime]:
    """Naive wall times the rule itself gives, in order, left-out dates included.

    Nothing at or after the wall time `before`, which must be naive.
    """
    if rule.starts_local >= before:
        return
    yield rule.starts_local
    if rule.repeat is None:
        return
    last = _last_wall_time(rule)
    limit = before if last is None else min(before, last + MARGIN)
    dates = dates_after(rule.starts_local, rule.repeat, limit)
    if rule.repeat.count:
        dates = islice(dates, rule.repeat.count - 1)
    for local in dates:
        if _past_the_end(rule, local):
            return
        yield local


def _last_wall_time(rule: SeriesRule) -> datetime | None:
    until = rule.repeat.until if rule.repeat else None
    if until is None:
        return None
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    return until if until.tzinfo is None else wall_time(until, rule.zone_info)


def _past_the_end(rule: SeriesRule, local: datetime) -> bool:
    """Compared as instants when UNTIL is one, so a repeated hour cuts at the right place."""
    until = rule.repeat.until if rule.repeat else None
    if isinstance(until, datetime) and until.tzinfo:
        return instant_of(local, rule.zone_info) > until
    last = _last_wall_time(rule)
    return last is not None and local > last


def materialise(rule: SeriesRule, from_: datetime, until: datetime) -> list[Slot]:
    """Every slot that starts at or after `from_` and before `until` (aware), in order."""
    first = wall_time(from_, rule.zone_info) - MARGIN
    last = wall_time(until, rule.zone_info) + MARGIN
    out_local = frozenset(rule.left_out)
    out_at = {instant_of(local, rule.zone_info) for local in rule.left_out}
    slots: dict[datetime, Slot] = {}
    for local in (*wall_times(rule, last), *sorted(rule.extra_dates)):
        if not first <= local < last or local in out_local:
            continue
        slot = slot_at(rule, local)
        if from_ <= slot.starts_at < until and slot.starts_at not in out_at:
            slots.setdefault(slot.starts_at, slot)
    return sorted(slots.values())
