"""A second opinion on clocks: plain arithmetic on a table of offset changes.

It reads a zone only from UTC to wall time, which has one answer, and never uses
`fold`, so it shares no reasoning with the code under test.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

wall = datetime.fromisoformat
FIRST, LAST = wall("2024-01-01"), wall("2034-01-01")
STEP = timedelta(days=2)


@dataclass(frozen=True)
class Change:
    """At the naive UTC time `at` the offset goes from `before` to `after`."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def middle(self):
        """A wall time halfway inside the gap or the repeated stretch."""
        return self.at + (self.before + self.after) / 2


@dataclass(frozen=True)
class Clock:
    first_offset: timedelta
    changes: tuple[Change, ...]

    def instant(self, local):
        """First instant with that wall time; in a gap, forward by its length."""
        offset = self.first_offset
        for change in self.changes[max(0, bisect_right(self.times, local - STEP) - 1) :]:
            if local - change.before < change.at:
                return local - change.before
            offset = change.after
            if local - change.after < change.at:
                return local - change.before
        return local - offset

    @property
    def times(self):
        return [change.at for change in self.changes]


def offset_at(zone, at):
    return at.replace(tzinfo=UTC).astimezone(zone).utcoffset()


@cache
def clock_of(name):
    zone = ZoneInfo(name)
    changes, at = [], FIRST - STEP
    before = first = offset_at(zone, at)
    while at < LAST + STEP:
        after = offset_at(zone, at + STEP)
        if after != before:
            changes.append(Change(_moment_of_change(zone, at, before), before, after))
        before, at = after, at + STEP
    return Clock(first, tuple(changes))


def _moment_of_change(zone, at, before):
    low, high = at, at + STEP
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if offset_at(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high
