"""A holiday: every session of one day is off, in one commit."""

from datetime import date, datetime
from uuid import UUID

from patient_app.careteam.queries.days import sessions_to_come
from patient_app.core.actors import Actor
from patient_app.core.db import unit_of_work
from patient_app.schedule.service.occurrences import cancel_occurrence, restore_occurrence


@unit_of_work()
def close_sessions(actor: Actor, on: date, reason: str | None, now: datetime) -> None:
    """Each is cancelled as if by itself: its people see it, and each can be opened again.

    Those that have begun go on; those cancelled before keep their own reason.
    """
    for each in sessions_to_come(actor.center_id, on, now):
        if not each.cancelled:
            cancel_occurrence(actor.center_id, each.id, now, by=actor, reason=reason)


@unit_of_work()
def reopen_session(actor: Actor, session_id: UUID, now: datetime) -> None:
    """Raises NotFound or SessionOver."""
    restore_occurrence(actor.center_id, session_id, now, by=actor)
