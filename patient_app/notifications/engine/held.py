"""What a worker holds, and for how long."""

import os
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from patient_app.notifications.rules.backoff import Answer

# Longer than the longest sending (connect 3 s, answer 10 s), or a slow push service would have
# another worker send the same again.
LEASE = timedelta(seconds=float(os.environ.get("STEADY_LEASE_S", "20")))


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery of ours, for as long as `token` is its token."""

    delivery_id: UUID
    token: int


@dataclass(frozen=True, slots=True)
class Message:
    """Marked as being sent and ready to go, until `deadline` on the monotonic clock."""

    claim: Claim
    endpoint: str
    p256dh: str
    auth: str
    body: bytes
    ttl: int
    urgent: bool
    topic: str
    deadline: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a message."""

    claim: Claim
    answer: Answer
