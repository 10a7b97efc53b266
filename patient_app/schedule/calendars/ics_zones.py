"""Zone names in calendar files: IANA, Windows, vendor paths, or only a definition."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from io import StringIO
from itertools import pairwise
from zoneinfo import ZoneInfo

from dateutil.tz import tzical
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from patient_app.schedule.calendars.ics_lines import Property
from patient_app.schedule.rules.repeats import RuleNotSupported
from patient_app.schedule.rules.rrule_text import parse_rrule
from patient_app.schedule.rules.zones import zone_names

SAME_AS_UTC = frozenset({"Z", "GMT", "TZONE://MICROSOFT/UTC", "ETC/UTC", "UTC"})
AS_SHOWN = {
    "Hawaii": "Pacific/Honolulu",
    "Alaska": "America/Anchorage",
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Arizona": "America/Phoenix",
    "Mountain Time (US & Canada)": "America/Denver",
    "Central Time (US & Canada)": "America/Chicago",
    "Eastern Time (US & Canada)": "America/New_York",
    "Indiana (East)": "America/Indiana/Indianapolis",
    "Atlantic Time (Canada)": "America/Halifax",
    "Coordinated Universal Time": "UTC",
}
"""Zones as Outlook's lists show them; older Outlook on the web writes these into files."""
OFFSET_BEFORE = re.compile(r"^\((?:UTC|GMT)(?:[+-]\d{1,2}:\d{2})?\) ?", re.ASCII)
OFFSET_ONLY = re.compile(r"(?:UTC|GMT)([+-])(\d{1,2})(?::?00)?", re.ASCII)
FIRST_YEAR = 2024
"""Definitions written by Outlook hold today's rules only; older years are not compared."""
MOST_DEFINITIONS, LONGEST_DEFINITION = 40, 400


def named_zone(tzid: str) -> str | None:
    """The IANA name that a TZID means by itself, or None."""
    name = tzid.strip().strip('"').strip("/")
    if name.upper() in SAME_AS_UTC:
        return "UTC"
    if name in zone_names():
        return name
    if name in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[name]
    if shown := AS_SHOWN.get(OFFSET_BEFORE.sub("", name).partition(";")[0]):
        return shown
    if offset := OFFSET_ONLY.fullmatch(name):
        return _fixed(offset[1], int(offset[2]))
    parts = name.split("/")
    tails = ("/".join(parts[start:]) for start in range(1, len(parts)))
    return next((tail for tail in tails if "/" in tail and tail in zone_names()), None)


def _fixed(sign: str, hours: int) -> str | None:
    """A clock that never changes. IANA counts these the other way: Etc/GMT+8 is behind UTC."""
    name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
    return name if name in zone_names() else None


@dataclass
class ZoneBook:
    """The zones of one VCALENDAR; `preferred` are tried first when only a definition helps."""

    definitions: list[list[Property]]
    preferred: tuple[str, ...]
    _known: dict[str, str | None] = field(default_factory=dict)

    def resolve(self, tzid: str, year: int) -> str | None:
        """The IANA zone of a TZID used in that year, or None when it cannot be told."""
        if tzid not in self._known:
            self._known[tzid] = named_zone(tzid) or self._defined(tzid, year)
        return self._known[tzid]

    def _defined(self, tzid: str, year: int) -> str | None:
        for lines in self.definitions[:MOST_DEFINITIONS]:
            values = {line.name: line.value for line in reversed(lines)}
            if values.get("TZID", "").strip() == tzid.strip():
                place = named_zone(values.get("X-LIC-LOCATION", ""))
                return place or _same_clock(lines, self.preferred, max(year, FIRST_YEAR))
        return None


def _same_clock(lines: list[Property], preferred: tuple[str, ...], year: int) -> str | None:
    """The first IANA zone whose clocks agree, changes of offset included, for three years."""
    clock = _clock(lines)
    if clock is None:
        return None
    offsets = _offsets(clock, year)
    for name in dict.fromkeys((*preferred, *WINDOWS_TO_OLSON.values(), *sorted(zone_names()))):
        candidate = ZoneInfo(name)
        if all(at.astimezone(candidate).utcoffset() == offset for at, offset in offsets):
            return name
    return None


def _offsets(clock: tzinfo, year: int) -> list[tuple[datetime, timedelta | None]]:
    """The offset every second day, and every half hour on days around a change."""
    start = datetime(year, 1, 1, 12, tzinfo=UTC)
    days = [start + timedelta(days=n) for n in range(0, 3 * 365, 2)]
    offsets = [(day, day.astimezone(clock).utcoffset()) for day in days]
    closer = [
        before + timedelta(minutes=30 * n)
        for (before, was), (_, then) in pairwise(offsets)
        if was != then
        for n in range(1, 96)
    ]
    return offsets + [(at, at.astimezone(clock).utcoffset()) for at in closer]


def _clock(lines: list[Property]) -> tzinfo | None:
    """The definition as a clock, through dateutil; only yearly rules, only what it needs."""
    if len(lines) > LONGEST_DEFINITION:
        return None
    kept = [line for line in lines if line.name != "X-LIC-LOCATION"]
    try:
        if any(parse_rrule(line.value).freq != "YEARLY" for line in kept if line.name == "RRULE"):
            return None
        text = "\r\n".join(f"{line.name}:{_nearer(line)}" for line in kept)
        clock: tzinfo | None = tzical(StringIO(text)).get()
        if clock is not None:
            datetime(FIRST_YEAR, 1, 1, tzinfo=UTC).astimezone(clock)
    except (ValueError, RuleNotSupported, TypeError, OverflowError, AttributeError, IndexError):
        return None
    return clock


def _nearer(line: Property) -> str:
    """Outlook starts its yearly rules in 1601; four centuries later they are the same."""
    return re.sub("^1601", "2001", line.value) if line.name == "DTSTART" else line.value
