"""What forms say about reminders. Pure."""

from dataclasses import dataclass
from datetime import time

from patient_app.notifications.rules.kinds import Discretion


@dataclass(frozen=True, slots=True)
class KindDraft:
    """Codes of the kinds wanted, minutes before a session, and the evening's hour."""

    on: tuple[str, ...]
    leads: tuple[int, ...]
    check_in_at: time


@dataclass(frozen=True, slots=True)
class QuietDraft:
    """Both hours or neither."""

    quiet_from: time | None
    quiet_until: time | None
    most_per_day: int


@dataclass(frozen=True, slots=True)
class DiscretionDraft:
    """How much a lock screen tells."""

    discretion: Discretion


@dataclass(frozen=True, slots=True)
class SubscriptionDraft:
    """What a browser's PushSubscription.toJSON() says."""

    endpoint: str
    p256dh: str
    auth: str
