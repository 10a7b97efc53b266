"""Days of one thing a person is working on, as they have told it.

Every day from the first to today counts, both included, but for the days of a lapse they told
us about. A day without an entry is a day like any other: silence is never use.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice, pairwise
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class LapseDay(NamedTuple):
    """The date on the person's wall, and what it was about; nothing when they did not say."""

    on: date
    about: tuple[str, ...]


class Month(NamedTuple):
    """Days of one month: how many of how many."""

    first: date
    days: int
    of: int


@dataclass(frozen=True, slots=True)
class Days:
    """`days` of `of`; the longest run of them, and the one that lasts."""

    first: date
    last: date
    without: frozenset[date]

    @property
    def of(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def days(self) -> int:
        return self.of - len(self.without)

    @property
    def share(self) -> int:
        """Days of a hundred. Neither all nor none is said unless it is so."""
        rounded = (200 * self.days + self.of) // (2 * self.of)
        return rounded if self.days in {0, self.of} else min(max(rounded, 1), 99)

    @property
    def longest(self) -> int:
        edges = sorted({self.first - ONE_DAY, *self.without, self.last + ONE_DAY})
        return max((b - a).days - 1 for a, b in pairwise(edges))

    @property
    def current(self) -> int:
        return (self.last - max({self.first - ONE_DAY, *self.without})).days

    def each(self, most: int) -> list[tuple[date, bool]]:
        """The latest `most` days in order, and whether each counts."""
        shown = min(self.of, most)
        dates = (self.last - timedelta(days=n) for n in range(shown - 1, -1, -1))
        return [(on, on not in self.without) for on in dates]

    def months(self, most: int) -> list[Month]:
        """The latest `most` months, the newest first."""
        in_months = groupby(reversed(self.each(self.of)), key=lambda each: each[0].replace(day=1))
        told = ((first, [counts for _, counts in days]) for first, days in in_months)
        each = (Month(first, sum(counts), len(counts)) for first, counts in told)
        return list(islice(each, most))


def days_of(start_on: date | None, today: date, lapses: Iterable[date]) -> Days | None:
    """None without a first day, or before it comes: then nothing is counted."""
    if start_on is None or start_on > today:
        return None
    return Days(start_on, today, frozenset(on for on in lapses if start_on <= on <= today))


def dates_about(ref: str, lapses: Iterable[LapseDay], refs: Collection[str]) -> list[date]:
    """The dates of lapses about `ref`. One that names nothing is about the only thing there is.

    `refs` is everything the person ever worked on: putting one thing away changes no count.
    """
    only = len(refs) == 1
    return [each.on for each in lapses if ref in each.about or (only and not each.about)]


def named_nothing(lapses: Iterable[LapseDay], refs: Collection[str]) -> int:
    """Lapses that are in no count, because they do not say which of several things it was."""
    return 0 if len(refs) <= 1 else sum(not each.about for each in lapses)
