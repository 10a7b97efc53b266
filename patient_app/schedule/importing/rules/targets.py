"""What one event of a source asks for: the part of a series or date that the source decides."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from patient_app.schedule.calendars.records import EventRecord
from patient_app.schedule.rules.recurrence import SeriesRule
from patient_app.schedule.rules.zones import instant_of, wall_time, zone

LONGEST_PLACE = 120
LONGEST_LINK = 500
LONGEST_RULE = 500
ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class SeriesTarget:
    """When and where a series is, or that it is no more."""

    rule: SeriesRule
    place: str | None
    join_link: str | None
    cancelled: bool = False

    @property
    def fingerprint(self) -> str:
        """Equal for two states that look the same to everyone enrolled."""
        if self.cancelled:
            return _hash("cancelled")
        rule = self.rule
        return _hash(
            rule.starts_local,
            int(rule.duration / ONE_MINUTE),
            rule.zone,
            rule.rrule,
            sorted(rule.extra_dates),
            sorted(rule.left_out),
            self.place,
            self.join_link,
        )


@dataclass(frozen=True)
class DateTarget:
    """When and where one date is; a cancelled date has no time. `place` None is the series'."""

    starts_at: datetime
    ends_at: datetime
    place: str | None
    cancelled: bool = False

    @property
    def fingerprint(self) -> str:
        """Equal for two states that look the same to everyone enrolled."""
        if self.cancelled:
            return _hash("cancelled")
        return _hash(self.starts_at, self.ends_at, self.place)


def series_target(record: EventRecord) -> SeriesTarget:
    """What the source says; a session lasts whole minutes, one at least."""
    place, link = place_and_link(record.location)
    rule = SeriesRule(
        record.starts_local,
        timedelta(minutes=minutes_of(record)),
        record.zone,
        record.rrule,
        record.rdates,
        record.exdates,
    )
    return SeriesTarget(rule, place, link, record.cancelled)


def minutes_of(record: EventRecord) -> int:
    """The length in whole minutes."""
    return max(1, record.duration // ONE_MINUTE)


def place_and_link(location: str) -> tuple[str | None, str | None]:
    """A location that is a web address is how to join, anything else is a place."""
    if location.startswith("https://") and " " not in location:
        return None, location if len(location) <= LONGEST_LINK else None
    return location[:LONGEST_PLACE].strip() or None, None


def too_long_to_keep(record: EventRecord) -> bool:
    """Whether the rule does not fit where rules are kept."""
    return len(record.rrule or "") > LONGEST_RULE


def with_its_changes(
    record: EventRecord, changed: set[datetime], strangers: set[datetime]
) -> EventRecord:
    """A series that holds every date a change speaks of.

    Some programs leave a moved date out of the series (EXDATE) and then move it; others move
    dates (`strangers`) that the rule no longer gives. Both are shown, so both are dates here.
    """
    if not (changed or strangers):
        return record
    exdates = tuple(local for local in record.exdates if local not in changed)
    return replace(record, exdates=exdates, rdates=tuple(sorted({*record.rdates, *strangers})))


def date_target(record: EventRecord, series_place: str | None) -> DateTarget:
    """Where one date goes; a place the whole series has is not the date's own."""
    own = zone(record.zone)
    starts_at = instant_of(record.starts_local, own)
    ends_local = wall_time(starts_at, own) + timedelta(minutes=minutes_of(record))
    ends_at = max(instant_of(ends_local, own), starts_at + ONE_MINUTE)
    place, _ = place_and_link(record.location)
    return DateTarget(
        starts_at, ends_at, None if place == series_place else place, record.cancelled
    )


def _hash(*parts: object) -> str:
    text = json.dumps(parts, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value))
