"""When a job is due: the slots of its interval, the same on every machine."""

from datetime import UTC, datetime, timedelta

_START = datetime(2020, 1, 1, tzinfo=UTC)


def slot_at(every: timedelta, offset: timedelta, now: datetime) -> datetime:
    """The beginning of the slot that `now` lies in. A worker that starts late still runs it."""
    since = now - _START - offset
    return _START + offset + (since // every) * every
