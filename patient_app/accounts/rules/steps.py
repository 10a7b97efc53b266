"""Where a browser stands between two screens of signing in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class StepKind(StrEnum):
    """What is still to do."""

    JOINING = "joining"  # a code was shown; an account is being made
    SECOND_FACTOR = "second_factor"  # a password was right; staff prove one thing more
    NEW_APP = "new_app"  # someone signed in sets up an authenticator app


LIVES = {
    StepKind.JOINING: timedelta(hours=1),
    StepKind.SECOND_FACTOR: timedelta(minutes=10),
    StepKind.NEW_APP: timedelta(minutes=10),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What was answered so far."""

    id: UUID
    kind: StepKind
    person_id: UUID
    center_id: UUID
    invitation_id: UUID | None
    sign_in_name: str | None
    shared_phone: bool
    next_path: str | None
    expires_at: datetime
    key_hash: str | None = None
    secret: str | None = None
