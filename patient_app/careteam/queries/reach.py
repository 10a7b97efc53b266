"""Who may see which roster. Schedule and attendance are the program's; names are not for all.

The front desk sees every roster. A counselor sees the whole roster of a session they lead, on
one date or in the series, and elsewhere only the people they work with.
"""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from patient_app.core.actors import Actor, Role
from patient_app.episodes.queries.caseload import caseload_ids
from patient_app.schedule.queries.rosters import RosterLine, leads, roster_of

if TYPE_CHECKING:
    from patient_app.schedule.models import Series


def is_counselor(actor: Actor) -> bool:
    """Whether the actor works with people, not only with times."""
    return Role.COUNSELOR in actor.roles


def runs(actor: Actor, series: "Series") -> bool:
    """Whether the actor leads the whole series; one date led is not the series."""
    return is_counselor(actor) and series.facilitator_id == actor.person_id


def visible_roster(
    actor: Actor, occurrence_id: UUID, now: datetime
) -> tuple[list[RosterLine], int]:
    """The lines the actor may read, and how many more there are."""
    lines = roster_of(actor.center_id, occurrence_id)
    if sees_whole_roster(actor, occurrence_id):
        return lines, 0
    mine = caseload_ids(actor, now)
    seen = [line for line in lines if line.person_id in mine]
    return seen, len(lines) - len(seen)


def sees_whole_roster(actor: Actor, occurrence_id: UUID) -> bool:
    """Whether every name of that date is the actor's business."""
    if Role.FRONT_DESK in actor.roles:
        return True
    return is_counselor(actor) and leads(actor.center_id, occurrence_id, actor.person_id)


def may_enrol(actor: Actor, series: "Series", person_ids: Collection[UUID], now: datetime) -> bool:
    """Whoever leads a series enrols anyone of the center; others the people they work with."""
    return runs(actor, series) or set(person_ids) <= caseload_ids(actor, now)
