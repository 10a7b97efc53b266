"""Where a reminder, and each sending of it, stands. Pure."""

from enum import StrEnum


class ReminderState(StrEnum):
    """A reminder waits, was told (the inbox has it), came too late, or was called off."""

    SCHEDULED = "scheduled"
    TOLD = "told"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class DeliveryState(StrEnum):
    """One reminder on its way to one phone."""

    CLAIMED = "claimed"
    SENDING = "sending"
    RETRY = "retry"
    SENT = "sent"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    DEAD = "dead"


HELD = (DeliveryState.CLAIMED, DeliveryState.SENDING)
ON_ITS_WAY = (DeliveryState.CLAIMED, DeliveryState.SENDING, DeliveryState.RETRY)
