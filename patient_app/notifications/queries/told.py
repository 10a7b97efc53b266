"""What people were told."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from patient_app.core.db import session
from patient_app.notifications.models import Reminder
from patient_app.notifications.rules.states import ReminderState


def pushes_since(
    person_ids: Collection[UUID], kinds: Collection[str], since: datetime
) -> Sequence[tuple[UUID, datetime]]:
    """Person and instant of what went to phones."""
    wanted = select(Reminder.person_id, Reminder.told_at).where(
        Reminder.person_id.in_(list(person_ids)),
        Reminder.kind.in_(list(kinds)),
        Reminder.state == ReminderState.TOLD,
        Reminder.unpushed.is_(None),
        Reminder.told_at > since,
    )
    return [(row.person_id, row.told_at) for row in session().execute(wanted)]


def unread_of(person_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many lines of the inbox each person has not opened."""
    wanted = (
        select(Reminder.person_id, func.count().label("unread"))
        .where(
            Reminder.person_id.in_(list(person_ids)),
            Reminder.told_at.is_not(None),
            Reminder.read_at.is_(None),
            Reminder.cancelled_at.is_(None),
        )
        .group_by(Reminder.person_id)
    )
    return {row.person_id: row.unread for row in session().execute(wanted)}
