"""A person's own day. Pure."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo


def day_began(now: datetime, zone: str) -> datetime:
    """Midnight before `now` on the clock of `zone`, as an instant."""
    wall = now.astimezone(ZoneInfo(zone))
    return datetime.combine(wall.date(), time(), wall.tzinfo).astimezone(UTC)
