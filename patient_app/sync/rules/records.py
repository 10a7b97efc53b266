"""One record of a phone's outbox, and the clock it was written by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

# A phone's clock may be a little ahead; further, and the server's time is the better guess.
AHEAD_AT_MOST = timedelta(minutes=10)
_SPEAKS_OF = ("of", "base")


@dataclass(frozen=True, slots=True)
class Record:
    """What the phone sent, unchanged. `occurred_at` keeps the offset it was written with."""

    id: UUID
    kind: str
    schema: int
    occurred_at: datetime
    data: Mapping[str, Any]

    @property
    def waits_for(self) -> tuple[UUID, ...]:
        """The records this one speaks of; it can only be stored after them."""
        named = [self.data.get(name) for name in _SPEAKS_OF]
        return tuple(found for name in named if (found := _uuid(name)) is not None)

    def canonical(self) -> str:
        """The same text for the same content, whatever order the phone wrote it in."""
        content = [self.kind, self.schema, self.occurred_at.isoformat(), self.data]
        return json.dumps(content, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: an instant, and how far the person's clock was from UTC.

    `clock_ahead` marks a time from the future, replaced by the server's.
    """

    at: datetime
    offset_minutes: int
    clock_ahead: bool = False

    @property
    def local(self) -> datetime:
        """What the clock on the person's wall showed; naive."""
        return (self.at + timedelta(minutes=self.offset_minutes)).replace(tzinfo=None)


def moment_of(occurred_at: datetime, received_at: datetime) -> Moment:
    """The moment to keep for a record that says `occurred_at` (aware)."""
    offset = occurred_at.utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    if occurred_at - received_at > AHEAD_AT_MOST:
        return Moment(received_at, minutes, clock_ahead=True)
    return Moment(occurred_at.astimezone(UTC), minutes)


def said_at(occurred_at: datetime, received_at: datetime, phone_time: datetime | None) -> datetime:
    """When a record was written by our clock, whatever the phone's showed; never after it came."""
    ahead = timedelta() if phone_time is None else phone_time - received_at
    return min(occurred_at.astimezone(UTC) - ahead, received_at)


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
