"""The blocks of the week grid."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.schedule.presenters.agenda import day_of
from patient_app.schedule.presenters.words import (
    BLOCK_ICONS,
    KIND_ICONS,
    block_title,
    time_span,
    title_of,
)
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.rules.mine import MyBlock, MySession

HOUR = 23
"""Pixels an hour."""
COLUMN = 100 / 7
SMALLEST = 22


@dataclass(frozen=True, slots=True)
class Box:
    """One block: x and width in percent, y and height in pixels; `dot` marks a change."""

    x: float
    y: float
    width: float
    height: float
    look: str
    icon: str
    label: str
    session_id: UUID | None
    block_id: UUID | None
    day: int
    dot: tuple[float, float] | None = None


def session_box(session: MySession, monday: date, first: int, *, clashes: bool, news: bool) -> Box:
    box = _box(session, monday, first)
    look = "week-group" if session.kind is SeriesKind.GROUP else ""
    if session.cancelled:
        look = "week-off"
    if clashes:
        box = replace(box, x=round(box.x + 2.2, 2), width=round(box.width - 1.5, 2))
    state = gettext(N_("Canceled")) if session.cancelled else None
    parts = [words.day(day_of(session)), time_span(session), title_of(session), state]
    return replace(
        box,
        look=look,
        icon=KIND_ICONS[session.kind],
        label=", ".join(part for part in parts if part),
        session_id=session.id,
        dot=(round(box.x + box.width - 1.2, 2), box.y + 2) if news else None,
    )


def block_box(block: MyBlock, monday: date, first: int) -> Box:
    """The person's own time."""
    parts = [words.day(day_of(block)), time_span(block), block_title(block)]
    return replace(
        _box(block, monday, first),
        look="week-own",
        icon=BLOCK_ICONS[block.kind],
        label=", ".join(parts),
        block_id=block.id,
    )


def _box(timed: MySession | MyBlock, monday: date, first: int) -> Box:
    starts, ends = wall(timed.starts_at, timed.zone), wall(timed.ends_at, timed.zone)
    day = (starts.date() - monday).days
    top = pixels(starts.time(), first)
    bottom = pixels(ends.time(), first) if ends.date() == starts.date() else (24 - first) * HOUR
    return Box(
        x=round(day * COLUMN + 1, 2),
        y=top,
        width=round(COLUMN - 2, 2),
        height=max(bottom - top, SMALLEST),
        look="",
        icon="calendar",
        label="",
        session_id=None,
        block_id=None,
        day=day,
    )


def side_by_side(boxes: Iterable[Box]) -> list[Box]:
    """Two sessions at the same time share the column."""
    placed: list[Box] = []
    for box in boxes:
        others = [at for at, other in enumerate(placed) if _collide(box, other)]
        if others and box.session_id:
            half = round(box.width / 2, 2)
            placed[others[-1]] = replace(placed[others[-1]], width=half)
            box = replace(box, x=round(box.x + half, 2), width=half)
        placed.append(box)
    return placed


def _collide(one: Box, other: Box) -> bool:
    both = one.session_id and other.session_id and one.day == other.day
    return bool(both) and one.y < other.y + other.height and other.y < one.y + one.height


def pixels(at: time, first: int) -> float:
    """How far below the top of the grid."""
    return round((at.hour - first + at.minute / 60) * HOUR, 1)


def wall(at: datetime, zone: str) -> datetime:
    """What the clock on that wall shows."""
    return words.local(at, zone)
