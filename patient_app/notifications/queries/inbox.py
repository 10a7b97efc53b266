"""The lines of a person's inbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

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


def unread_beside(
    person_id: InstrumentedAttribute[UUID], since: ColumnElement[datetime]
) -> ColumnElement[int]:
    """How many lines were not opened, as a column of a statement about a person."""
    return (
        select(func.count())
        .where(
            Reminder.person_id == person_id,
            Reminder.told_at > since,
            Reminder.read_at.is_(None),
            Reminder.cancelled_at.is_(None),
        )
        .correlate_except(Reminder)
        .scalar_subquery()
    )


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
