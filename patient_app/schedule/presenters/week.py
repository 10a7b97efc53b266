"""The week as a grid: geometry in percent and pixels, ready to print as SVG attributes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from patient_app.core import words
from patient_app.core.i18n import current_language
from patient_app.schedule.presenters.agenda import Day, agenda_days, clash_words, day_of
from patient_app.schedule.presenters.week_boxes import (
    COLUMN,
    HOUR,
    Box,
    block_box,
    pixels,
    session_box,
    side_by_side,
    wall,
)
from patient_app.schedule.rules.mine import MyBlock, MySession
from patient_app.schedule.rules.news import is_news

EARLIEST, LATEST = 8, 22


@dataclass(frozen=True, slots=True)
class Head:
    """One day above the grid, which is also the day's column."""

    on: date
    initial: str
    number: int
    name: str
    is_today: bool
    is_chosen: bool
    x: float


@dataclass(frozen=True, slots=True)
class Week:
    """Everything the grid prints. `now` is (x, y, width of the line) or None."""

    title: str
    heads: tuple[Head, ...]
    hours: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    height: int
    column: float
    now: tuple[float, float, float] | None
    before: date
    after: date
    chosen: Day


def week_of(
    sessions: Sequence[MySession],
    blocks: Sequence[MyBlock],
    chosen: date,
    today: date,
    now: datetime,
    zone: str,
    looked_at: datetime | None,
) -> Week:
    """The week of `chosen`, whose own day is told below the grid."""
    monday = monday_of(chosen)
    first, last = _hours(sessions, blocks)
    clashing = clash_words(sessions, blocks)
    boxes = [block_box(block, monday, first) for block in blocks]
    boxes += [
        session_box(each, monday, first, clashes=each.id in clashing, news=is_news(each, looked_at))
        for each in sessions
    ]
    return Week(
        title=_title(monday),
        heads=tuple(_head(monday, n, today, chosen) for n in range(7)),
        hours=tuple(((hour - first) * HOUR, _hour_word(hour)) for hour in _told(first, last)),
        boxes=tuple(side_by_side(box for box in boxes if 0 <= box.day < 7)),
        height=(last - first) * HOUR,
        column=round(COLUMN, 3),
        now=_now_line(now, zone, monday, first, last),
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        chosen=_chosen_day(sessions, blocks, chosen, today, now, looked_at),
    )


def monday_of(on: date) -> date:
    """The first day of that week."""
    return on - timedelta(days=on.weekday())


def _hours(sessions: Sequence[MySession], blocks: Sequence[MyBlock]) -> tuple[int, int]:
    first, last = EARLIEST, LATEST
    everything: list[MySession | MyBlock] = [*sessions, *blocks]
    for timed in everything:
        starts, ends = wall(timed.starts_at, timed.zone), wall(timed.ends_at, timed.zone)
        first = min(first, starts.hour)
        last = 24 if ends.date() > starts.date() else max(last, ends.hour + bool(ends.minute))
    return first, last


def _told(first: int, last: int) -> range:
    """Every third hour, as on the picture."""
    return range(first + (-first % 3), last + 1, 3) if last - first > 3 else range(first, last + 1)


def _now_line(
    now: datetime, zone: str, monday: date, first: int, last: int
) -> tuple[float, float, float] | None:
    there = wall(now, zone)
    day = (there.date() - monday).days
    if not 0 <= day < 7 or not first <= there.hour < last:
        return None
    x = round(day * COLUMN, 2)
    return x, pixels(there.time(), first), round(x + COLUMN, 2)


def _chosen_day(
    sessions: Sequence[MySession],
    blocks: Sequence[MyBlock],
    chosen: date,
    today: date,
    now: datetime,
    looked_at: datetime | None,
) -> Day:
    on_day = [each for each in sessions if day_of(each) == chosen]
    own = [each for each in blocks if day_of(each) == chosen]
    day = agenda_days(on_day, own, chosen, now, looked_at)[0]
    return replace(day, is_today=chosen == today)


def _head(monday: date, number: int, today: date, chosen: date) -> Head:
    on = monday + timedelta(days=number)
    return Head(
        on=on,
        initial=words.weekday_initial(on).upper(),
        number=on.day,
        name=words.day(on),
        is_today=on == today,
        is_chosen=on == chosen,
        x=round(number * COLUMN, 2),
    )


def _title(monday: date) -> str:
    """'Oct 13 – 19', 'Oct 27 – Nov 2'."""
    sunday = monday + timedelta(days=6)
    if monday.month != sunday.month:
        return f"{words.month_day(monday)} – {words.month_day(sunday)}"
    if current_language() == "es":
        return f"{monday.day} – {words.month_day(sunday)}"
    return f"{words.month_day(monday)} – {sunday.day}"


def _hour_word(hour: int) -> str:
    """'9a', '12', '3p': there is room for two signs."""
    if hour % 12 == 0:
        return "12"
    return f"{hour}a" if hour < 12 else f"{hour - 12}p"
