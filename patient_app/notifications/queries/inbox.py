"""The lines of a person's inbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.notifications.models import Delivery, PushSubscription, Reminder

SHOWN_FOR = timedelta(days=30)
MOST_LINES = 60


def inbox_rows(person_id: UUID, now: datetime) -> Sequence[Reminder]:
    """The newest first; those called off before they were told are not there."""
    wanted = (
        select(Reminder)
        .where(Reminder.person_id == person_id, Reminder.told_at > now - SHOWN_FOR)
        .order_by(Reminder.told_at.desc(), Reminder.id)
        .limit(MOST_LINES)
    )
    return session().scalars(wanted).all()


def unread(person_id: UUID, now: datetime) -> int:
    """How many of them were not opened."""
    wanted = select(func.count()).where(
        Reminder.person_id == person_id,
        Reminder.told_at > now - SHOWN_FOR,
        Reminder.read_at.is_(None),
    )
    return session().scalar(wanted) or 0


def phones_of(person_id: UUID) -> Sequence[PushSubscription]:
    """Phones that are pushed to, the last seen first."""
    wanted = select(PushSubscription).where(PushSubscription.person_id == person_id)
    return session().scalars(wanted.order_by(PushSubscription.seen_at.desc())).all()


def sendings_of(reminder_id: UUID) -> Sequence[Delivery]:
    """What became of a reminder on each phone."""
    return session().scalars(select(Delivery).where(Delivery.reminder_id == reminder_id)).all()


def own_reminder(person_id: UUID, reminder_id: UUID) -> Reminder:
    """Raises NotFound for anyone else's."""
    row = session().get(Reminder, reminder_id)
    if row is None or row.person_id != person_id:
        raise NotFound
    return row
