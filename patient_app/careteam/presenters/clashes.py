"""Who would lead two sessions at once: said beside the form, and left to people to decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext, ngettext
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.calendar import StaffSession, sessions_between
from patient_app.schedule.rules.spans import clashes
from patient_app.schedule.service.laying_out import AHEAD

if TYPE_CHECKING:
    from patient_app.schedule.models import Occurrence, Series

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Busy:
    """Someone who leads another session at that time."""

    leader_id: UUID
    name: str
    what: str


def busy_then(row: "Occurrence", names: dict[UUID, str]) -> list[Busy]:
    """Colleagues of `names` who lead another session while this one lasts. One query."""
    others = sessions_between(row.center_id, row.starts_at, row.ends_at)
    return [
        Busy(each.facilitator_id, names[each.facilitator_id], _told(each))
        for each in others
        if each.id != row.id and not each.cancelled and each.facilitator_id in names
    ]


def series_clashes(series: "Series", now: datetime) -> list[str]:
    """'Wed, Nov 25: Morning group, 5:00 – 8:00 PM' for the next dates, and how many more.

    One query, none without a leader.
    """
    if series.facilitator_id is None:
        return []
    led = _taking_place(
        sessions_between(series.center_id, now, now + AHEAD, facilitator_id=series.facilitator_id)
    )
    own = [each for each in led if each.series_id == series.id]
    others = [each for each in led if each.series_id != series.id]
    found = [clash.block for clash in clashes(others, own)]
    told = [f"{_day(each)}: {_told(each)}" for each in found[:SHOWN]]
    more = len(found) - SHOWN
    if more > 0:
        told.append(ngettext("and %(num)s more time", "and %(num)s more times", more))
    return told


def panel_clash(row: "Occurrence", leader_id: UUID | None, name: str | None) -> str | None:
    """'Dev also leads Morning group, 5:00 – 8:00 PM.' for the session in the panel."""
    if leader_id is None or name is None:
        return None
    for busy in busy_then(row, {leader_id: name}):
        return gettext("%(name)s also leads %(what)s.", name=name, what=busy.what)
    return None


def _taking_place(sessions: Iterable[StaffSession]) -> list[StaffSession]:
    return [each for each in sessions if not each.cancelled]


def _told(each: StaffSession) -> str:
    return f"{title_of(each)}, {words.span(each.starts_at, each.ends_at, each.zone)}"


def _day(each: StaffSession) -> str:
    return words.day_short(words.local(each.starts_at, each.zone).date())
