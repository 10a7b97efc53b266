"""Every change of one dated session leaves a trace that its patients see."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.core.events import OccurrenceChanged, announce
from patient_app.schedule.models import Occurrence, ScheduleChange
from patient_app.schedule.rules.kinds import ChangeKind
from patient_app.schedule.service.reminding import tell_change

T = TypeVar("T")
Turn = tuple[T | None, T | None]
"""Before and after."""
NO_TURN = (None, None)


def note_change(
    row: Occurrence,
    kind: ChangeKind,
    now: datetime,
    by: Actor | None,
    *,
    was_at: datetime | None = None,
    place: Turn[str] = NO_TURN,
    leader: Turn[UUID] = NO_TURN,
) -> None:
    """Count the change, write it down, announce it and have people told.

    `was_at` for a new time; `place` and `leader` are what people met there before and now.
    """
    row.version, row.changed_at = row.version + 1, now
    session().add(
        ScheduleChange(
            center_id=row.center_id,
            occurrence_id=row.id,
            kind=kind,
            at=now,
            by_person_id=person_of(by),
            was_at=was_at,
            is_at=row.starts_at if was_at else None,
            was_place=place[0],
            is_place=place[1],
            was_leader_id=leader[0],
            is_leader_id=leader[1],
        )
    )
    announce(OccurrenceChanged(now, row.id, row.center_id))
    tell_change(row, kind, was_at, now)


def person_of(by: Actor | None) -> UUID | None:
    """Who did it; None when a command or a job did."""
    return by.person_id if by else None
