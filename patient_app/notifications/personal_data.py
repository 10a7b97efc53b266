"""What is kept about a person's reminders: theirs, handed out whole and erased at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.core.db import Base, session
from patient_app.core.personal_data import Records
from patient_app.notifications.models import (
    Delivery,
    PushSubscription,
    Reminder,
    ReminderSetting,
)

feature = "notifications"
tables: frozenset[type[Base]] = frozenset({Delivery, PushSubscription, Reminder, ReminderSetting})


def export(person_id: UUID) -> Records:
    """Reminders with when they went out and were opened, phones, and what was chosen."""
    return {
        "reminders": [_reminder(row) for row in _own(Reminder, person_id, Reminder.due_at)],
        "phones": [
            {"service": row.service, "since": row.made_at.isoformat()}
            for row in _own(PushSubscription, person_id, PushSubscription.made_at)
        ],
        "reminder_choices": [
            _choices(row) for row in _own(ReminderSetting, person_id, ReminderSetting.changed_at)
        ],
    }


def erase(person_id: UUID, now: datetime) -> None:
    """All of it, at once; what is on its way finds no phone."""
    own = select(Reminder.id).where(Reminder.person_id == person_id)
    session().execute(delete(Delivery).where(Delivery.reminder_id.in_(own)))
    for table in (Reminder, PushSubscription, ReminderSetting):
        session().execute(delete(table).where(table.person_id == person_id))


def _own(table: Any, person_id: UUID, order: Any) -> Any:
    return session().scalars(select(table).where(table.person_id == person_id).order_by(order))


def _reminder(row: Reminder) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "due": row.due_at.isoformat(),
        "state": row.state,
        "told": row.told_at.isoformat() if row.told_at else None,
        "opened": row.read_at.isoformat() if row.read_at else None,
    }


def _choices(row: ReminderSetting) -> dict[str, Any]:
    return {
        "off": list(row.off),
        "leads": list(row.leads),
        "quiet_from": row.quiet_from.isoformat() if row.quiet_from else None,
        "quiet_until": row.quiet_until.isoformat() if row.quiet_until else None,
        "discretion": row.discretion,
        "most_per_day": row.most_per_day,
        "check_in_at": row.check_in_at.isoformat(),
    }
