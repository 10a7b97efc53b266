"""Date, time and duration values of RFC 5545, as written."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar.prop import vDuration

from patient_app.schedule.calendars.ics_lines import Property
from patient_app.schedule.rules.recurrence import EARLIEST_YEAR, LATEST_YEAR
from patient_app.schedule.rules.zones import instant_of, wall_time

MOMENT = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
ESCAPED = re.compile(r"\\([\\;,nN])")
DURATION = re.compile(r"\+?P[0-9DWTHMS]{2,30}", re.ASCII)


@dataclass(frozen=True)
class Moment:
    """`local` as written; `tzid` as named; `in_utc` for a Z; a date alone is midnight."""

    local: datetime
    tzid: str | None = None
    in_utc: bool = False
    is_date: bool = False

    @property
    def instant(self) -> datetime:
        """The instant of a UTC value."""
        return self.local.replace(tzinfo=UTC)


def moments(line: Property) -> list[Moment]:
    """Every value of a DTSTART, DTEND, RDATE, EXDATE or RECURRENCE-ID line.

    Of a period only the start is taken. `ValueError` for anything else, or too far away.
    """
    return [_moment(item.strip(), line.params.get("TZID")) for item in line.value.split(",")]


def _moment(text: str, tzid: str | None) -> Moment:
    shape = MOMENT.fullmatch(text.partition("/")[0])
    if shape is None:
        raise ValueError("not a date")
    day, time, utc = shape.groups()
    local = datetime.fromisoformat(f"{day}T{time or '000000'}")
    if not EARLIEST_YEAR <= local.year <= LATEST_YEAR:
        raise ValueError("too far away")
    return Moment(local, None if utc else tzid, bool(utc), time is None)


def unescaped(text: str, line_break: str = " ") -> str:
    """A TEXT value without its backslashes."""
    return ESCAPED.sub(lambda found: line_break if found[1] in "nN" else found[1], text)


def length(text: str) -> timedelta:
    """A positive DURATION; `ValueError` otherwise."""
    if not DURATION.fullmatch(text.strip()):
        raise ValueError("not a duration")
    return timedelta(seconds=vDuration.from_ical(text.strip()).total_seconds())


def has_exact_wall_time(at: datetime, zone: ZoneInfo) -> bool:
    """Whether the wall time of an instant leads back to it; not in an hour's second pass."""
    return instant_of(wall_time(at, zone), zone) == at
