"""Wall times and instants: the only place where one becomes the other."""

from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from zoneinfo import ZoneInfo, available_timezones

NOT_A_PLACE = frozenset({"Factory", "localtime"})
"""`Factory` means "nobody set a zone"; `localtime` is whatever this machine is set to."""

ZONE_DATA = version("tzdata")
"""The release of the zone data, such as 2026.6. When it changes, dates are made anew."""


class UnknownZone(ValueError):
    """The name is not an IANA zone that Steady knows."""


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every IANA zone a series may name."""
    return frozenset(available_timezones()) - NOT_A_PLACE


def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name, or `UnknownZone`."""
    if name not in zone_names():
        raise UnknownZone(name)
    return ZoneInfo(name)


def instant_of(local: datetime, in_zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive wall time.

    A time inside a gap is shifted forward by the length of the gap; a time that
    happens twice is the first of the two. Both follow from reading the offset
    with `fold=0` (PEP 495): in a gap that is the offset before the change.
    """
    if local.tzinfo is not None:
        raise ValueError("a wall time carries no zone")
    return local.replace(tzinfo=in_zone, fold=0).astimezone(UTC)


def wall_time(at: datetime, in_zone: ZoneInfo) -> datetime:
    """The naive wall time that clocks in the zone show at an aware instant."""
    if at.tzinfo is None:
        raise ValueError("an instant carries a zone")
    return at.astimezone(in_zone).replace(tzinfo=None, fold=0)
