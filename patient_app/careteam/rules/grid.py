"""Where the blocks of a week stand: percent across, pixels down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

HOUR = 46
SHORTEST = 40
EARLIEST, LATEST = 9, 17


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something on the wall clock of one day; it may end after midnight."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Box:
    """Left edge and width in percent of all columns, top and height in pixels.

    `shared`: others stand beside it in its column.
    """

    x: float
    y: float
    width: float
    height: float
    shared: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The days across and the hours down; `first` and `last` are full hours."""

    monday: date
    days: int
    first: int
    last: int

    @property
    def height(self) -> int:
        return (self.last - self.first) * HOUR + HOUR // 2

    def column(self, on: date) -> int:
        return (on - self.monday).days

    def x(self, column: float) -> float:
        return round(column * 100 / self.days, 3)

    def y(self, at: time) -> float:
        return round((at.hour + at.minute / 60 - self.first) * HOUR + HOUR / 4, 1)


def scale_of(monday: date, stretches: Sequence[Stretch]) -> Scale:
    """Monday to Saturday, Sunday when something is on; the hours that hold everything."""
    sunday = monday + timedelta(days=6)
    days = 7 if any(each.starts.date() == sunday for each in stretches) else 6
    first = min([EARLIEST, *(each.starts.hour for each in stretches)])
    last = max([LATEST, *(_last_hour(each) for each in stretches)])
    return Scale(monday, days, first, last)


def boxes(scale: Scale, stretches: Sequence[Stretch]) -> list[Box]:
    """A box for each stretch, in the same order; those at one time share their column."""
    lanes = _lanes(stretches)
    return [_box(scale, each, lane, of) for each, (lane, of) in zip(stretches, lanes, strict=True)]


def _box(scale: Scale, each: Stretch, lane: int, of: int) -> Box:
    column = scale.column(each.starts.date())
    top = scale.y(each.starts.time())
    same_day = each.ends.date() == each.starts.date()
    bottom = scale.y(each.ends.time()) if same_day else float(scale.height)
    gap = 0.06
    left = column + gap / 2 + (1 - gap) * lane / of
    return Box(
        x=scale.x(left),
        y=top,
        width=round((1 - gap) * 100 / scale.days / of - (0.3 if of > 1 else 0), 3),
        height=max(bottom - top - 2, SHORTEST),
        shared=of > 1,
    )


def _last_hour(each: Stretch) -> int:
    if each.ends.date() > each.starts.date():
        return 24
    return each.ends.hour + (1 if each.ends.minute else 0)


def _lanes(stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """(lane, lanes) for each: whatever overlaps, directly or through others, shares lanes."""
    found: dict[int, tuple[int, int]] = {}
    cluster: list[int] = []
    ends: list[datetime] = []
    order = sorted(range(len(stretches)), key=lambda n: (stretches[n].starts, stretches[n].ends))
    for n in [*order, None]:
        if cluster and (n is None or stretches[n].starts >= max(ends)):
            found.update({m: (found[m][0], len(ends)) for m in cluster})
            cluster, ends = [], []
        if n is not None:
            lane = _free_lane(ends, stretches[n])
            found[n] = (lane, 1)
            cluster.append(n)
    return [found[n] for n in range(len(stretches))]


def _free_lane(ends: list[datetime], each: Stretch) -> int:
    for lane, end in enumerate(ends):
        if end <= each.starts:
            ends[lane] = each.ends
            return lane
    ends.append(each.ends)
    return len(ends) - 1
