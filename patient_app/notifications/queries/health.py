"""How sending is doing, for whoever runs the machine: numbers, no names."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from patient_app.core.db import session
from patient_app.notifications.models import Delivery, PushSubscription, Reminder
from patient_app.notifications.rules.states import DeliveryState, ReminderState

LATE_AFTER = timedelta(minutes=2)
_LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SendingHealth:
    """`late`: due and not begun for two minutes. `given_up`: sendings of the last day that never
    arrived. `refusing`: push services that turn our key away.
    """

    late: int
    given_up: int
    refusing: tuple[str, ...]


def sending_health(now: datetime) -> SendingHealth:
    """Three counts."""
    late = select(func.count()).where(
        Reminder.state == ReminderState.SCHEDULED, Reminder.send_at < now - LATE_AFTER
    )
    given_up = select(func.count()).where(
        Delivery.state == DeliveryState.DEAD,
        Delivery.status.not_in((404, 410)),
        Delivery.ended_at > now - _LATELY,
    )
    refusing = select(PushSubscription.service).where(PushSubscription.refused_at.is_not(None))
    return SendingHealth(
        session().scalar(late) or 0,
        session().scalar(given_up) or 0,
        tuple(sorted(set(session().scalars(refusing)))),
    )
