"""One day before it is closed: what would be cancelled, and what is cancelled already."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from patient_app.careteam.queries.days import sessions_to_come
from patient_app.careteam.words import SINGLE
from patient_app.centers.queries.hours import closures_of
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import ngettext
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.calendar import StaffSession


@dataclass(frozen=True, slots=True)
class DayLine:
    """One session; no name stands in it."""

    id: UUID
    title: str
    note: str


def day_page(actor: Actor, on: date, now: datetime) -> dict[str, Any]:
    """Everything the page prints. `closed`: the center itself is closed that day, and why."""
    found = sessions_to_come(actor.center_id, on, now)
    closure = next((row for row in closures_of(actor.center_id, on) if row.closed_on == on), None)
    told = words.day(on)
    return {
        "on": on.isoformat(),
        "day": told[:1].upper() + told[1:],
        "ahead": [_line(each) for each in found if not each.cancelled],
        "off": [_line(each) for each in found if each.cancelled],
        "closed": closure is not None,
        "reason": (closure.reason or "") if closure else "",
    }


def _line(each: StaffSession) -> DayLine:
    parts = [words.span(each.starts_at, each.ends_at, each.zone), each.place]
    if each.kind not in SINGLE:
        parts.append(ngettext("%(num)s person", "%(num)s people", each.people))
    return DayLine(each.id, title_of(each), " · ".join(part for part in parts if part))
