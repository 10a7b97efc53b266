"""The inbox as a person reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.notifications.models import Reminder
from patient_app.notifications.presenters.notices import tellings
from patient_app.notifications.queries.inbox import inbox_rows
from patient_app.notifications.rules.kinds import Kinds, Telling

UNOPENED_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder."""

    id: UUID
    title: str
    note: str
    icon: str
    path: str
    unread: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day's lines under one heading."""

    heading: str
    lines: list[Line]


def inbox_page(actor: Actor, kinds: Kinds, now: datetime) -> dict[str, Any]:
    """Lines by day, and the kind nobody opened lately, if there is one."""
    rows = [row for row in inbox_rows(actor.person_id, now) if row.kind in kinds]
    told = tellings(rows, kinds, now)
    days: dict[str, list[Line]] = {}
    for row in rows:
        heading = _heading(row.told_at or row.send_at, actor.clock_zone, now)
        days.setdefault(heading, []).append(_line(row, told[row.id], actor.clock_zone))
    return {
        "days": [Day(heading, lines) for heading, lines in days.items()],
        "unread": sum(line.unread for lines in days.values() for line in lines),
        "unopened": _unopened(rows, kinds),
    }


def _line(row: Reminder, telling: Telling, zone: str) -> Line:
    at = words.clock_time(row.told_at or row.send_at, zone)
    over = row.cancelled_at is not None
    note = gettext(N_("No longer at this time")) if over else telling.note
    return Line(
        id=row.id,
        title=telling.full,
        note=f"{at} · {note}" if note else at,
        icon=telling.icon,
        path=telling.path,
        unread=row.read_at is None and not over,
        over=over,
    )


def _heading(at: datetime, zone: str, now: datetime) -> str:
    on, today = words.local(at, zone).date(), words.local(now, zone).date()
    if on == today:
        return gettext(N_("Today"))
    if (today - on).days == 1:
        return gettext(N_("Yesterday"))
    named = words.day(on)
    return named[:1].upper() + named[1:]


def _unopened(rows: Sequence[Reminder], kinds: Kinds) -> dict[str, str] | None:
    """A kind whose last three pushes nobody opened: perhaps it is not wanted."""
    for code, kind in kinds.items():
        pushed = [row for row in rows if row.kind == code and row.unpushed is None]
        last = pushed[:UNOPENED_IN_A_ROW]
        if kind.switch and len(last) == UNOPENED_IN_A_ROW and not any(r.read_at for r in last):
            return {"code": code, "label": gettext(kind.label)}
    return None
