"""The record of looks as sentences: who, as what, when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import UUID

from patient_app.accounts.queries.subjects import Known, people_behind
from patient_app.core import words
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.privacy.rules.acts import CHANGED, LOOKED

_ROLES = {
    "counselor": N_("counselor"),
    "front_desk": N_("front desk"),
    "admin": N_("administration"),
}
_WORDS = LOOKED | CHANGED


@dataclass(frozen=True, slots=True)
class LookLine:
    """One act: 'Carla, counselor', 'Opened your page · Oct 14, 2026, 3:15 PM'."""

    who: str
    what: str
    when: str


def look_lines(events: Iterable[AuditEvent], me: UUID, zone: str) -> list[LookLine]:
    """The acts in words, the same ones of one minute together; names in one query."""
    acts = list(events)
    known = people_behind({event.actor_id for event in acts if event.actor_id})
    lines = [
        LookLine(
            who=_who(event.actor_id, me, known),
            what=gettext(_WORDS[Act(event.act)]),
            when=_when(event, zone),
        )
        for event in acts
    ]
    return [_together(line, len(list(same))) for line, same in groupby(lines)]


def _together(line: LookLine, times: int) -> LookLine:
    """The same act again within the minute is one line with its number."""
    return line if times == 1 else replace(line, what=f"{line.what} ({times})")


def _who(actor_id: UUID | None, me: UUID, known: dict[UUID, Known]) -> str:
    if actor_id is None:
        return gettext("The program itself")
    if actor_id == me:
        return gettext("You")
    someone = known.get(actor_id)
    if someone is None:
        return gettext("Someone who no longer has an account")
    roles = [gettext(text) for code, text in _ROLES.items() if code in someone.roles]
    return ", ".join([someone.name, *roles])


def _when(event: AuditEvent, zone: str) -> str:
    local = words.local(event.at, zone)
    return f"{words.month_day_year(local.date())}, {words.clock_time(local)}"
