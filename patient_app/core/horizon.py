"""The day as a curve from 7 AM to 11 PM in a 328 x 110 box: what the scene prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from functools import cache
from math import ceil, floor, pi, sin

WIDTH, GROUND, HEIGHT = 328, 80, 58
FIRST_HOUR, LAST_HOUR = 7, 23
_STEPS_PER_DAY = 48
_ROOM_PER_LABEL = 46

Point = tuple[float, float]
Label = tuple[float, float, str]


@dataclass(frozen=True)
class Mark:
    """Something on the curve at wall times; with no `ends` it is a ring, else a thick stroke."""

    starts: time
    ends: time | None
    label: str


@dataclass(frozen=True)
class DayLine:
    """Paths and points ready to print."""

    past: str
    ahead: str
    sessions: list[str]
    rings: list[Point]
    labels: list[Label]
    sun: Point


def day_line(now: time, marks: Iterable[Mark]) -> DayLine:
    """The curve with the sun at `now`; what lies outside the hours sits at their edge."""
    marks = sorted(marks, key=lambda mark: mark.starts)
    here = _share(now)
    return DayLine(
        past=_path(0, here),
        ahead=_path(here, 1),
        sessions=[_stroke(mark.starts, mark.ends) for mark in marks if mark.ends],
        rings=[_point(_share(mark.starts)) for mark in marks if mark.ends is None],
        labels=_labels(marks),
        sun=_point(here),
    )


def _share(at: time) -> float:
    hours = at.hour + at.minute / 60
    return min(max((hours - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR), 0), 1)


def _point(share: float) -> Point:
    height = HEIGHT * max(sin(pi * share), 0) ** 0.85
    return round(WIDTH * share, 1), round(GROUND - height, 1)


def _path(start: float, end: float) -> str:
    """From one share of the day to another, by way of the steps between."""
    steps = _curve()[floor(start * _STEPS_PER_DAY) + 1 : ceil(end * _STEPS_PER_DAY)]
    return "M" + "L".join((_written(start), *steps, _written(end)))


@cache
def _curve() -> list[str]:
    # The curve is the same every day: it is reckoned once, not for every page.
    return [_written(step / _STEPS_PER_DAY) for step in range(_STEPS_PER_DAY + 1)]


def _written(share: float) -> str:
    x, y = _point(share)
    return f"{x} {y}"


def _stroke(starts: time, ends: time | None) -> str:
    start = _share(starts)
    # An end past midnight is a small number: it belongs to the edge of the day.
    end = _share(ends) if ends and ends > starts else 1
    inset = min(0.01, (end - start) / 3)
    return _path(start + inset, end - inset)


def _labels(marks: list[Mark]) -> list[Label]:
    """One label above each mark, left out where it would touch the one before."""
    labels: list[Label] = []
    for mark in marks:
        x, y = _point(_share(mark.starts))
        x = min(max(x + 22, 22), WIDTH - 22)
        if mark.label and (not labels or x - labels[-1][0] >= _ROOM_PER_LABEL):
            labels.append((round(x, 1), round(y - 13, 1), mark.label))
    return labels
