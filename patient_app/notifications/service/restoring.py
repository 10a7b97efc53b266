"""After a restore: nothing of yesterday goes out today."""

from sqlalchemy import delete, update

from patient_app.core.db import session
from patient_app.core.restoring import Restored
from patient_app.notifications.models import Delivery, PushSubscription, Reminder
from patient_app.notifications.rules.states import ON_ITS_WAY, DeliveryState, ReminderState


def expire_what_was_due(restored: Restored) -> int:
    """Reminders due before now are not sent again: most were, between backup and restore.

    Phones are forgotten with the sign-ins they belong to; each comes back with the next one.
    """
    late = session().execute(
        update(Reminder)
        .where(Reminder.state == ReminderState.SCHEDULED, Reminder.send_at <= restored.now)
        .values(state=ReminderState.EXPIRED, told_at=Reminder.send_at, unpushed="restored")
    )
    session().execute(
        update(Delivery)
        .where(Delivery.state.in_(ON_ITS_WAY))
        .values(state=DeliveryState.EXPIRED, ended_at=restored.now)
    )
    session().execute(delete(PushSubscription))
    return int(late.rowcount)  # type: ignore[attr-defined]  # an update's result has it
