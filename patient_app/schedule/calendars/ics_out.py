"""The private feed and the per-session file: times and a neutral title, nothing else.

Every date is its own event in UTC. Clients disagree about VTIMEZONE and about times
that a clock change skips; an instant leaves them nothing to disagree about, and it
does not tell the calendar company in which zone the person lives.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event, vDuration

from patient_app.schedule.calendars.text import one_line

PRODUCER = "-//Calendar//EN"
REFRESH = timedelta(hours=4)


@dataclass(frozen=True)
class FeedEntry:
    """One date as the patient's calendar may know it.

    `id` is `entry_id(...)`, the same for as long as the date exists; `sequence` grows
    with every move or cancellation; `title` is the patient's own neutral one.
    All three instants are aware.
    """

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int = 0
    cancelled: bool = False


def entry_id(feed_key: bytes, occurrence_id: UUID) -> UUID:
    """An id that only this feed uses, so two people's calendars cannot be matched."""
    digest = hmac.new(feed_key, occurrence_id.bytes, hashlib.sha256).digest()
    return UUID(bytes=digest[:16], version=4)


def write_feed(entries: Iterable[FeedEntry], name: str, refresh: timedelta = REFRESH) -> bytes:
    """A calendar to subscribe to; `name` is what the calendar app shows for it."""
    calendar = _calendar()
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(refresh))
    for entry in sorted(entries, key=lambda each: (each.starts_at, each.id)):
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def write_event(entry: FeedEntry) -> bytes:
    """A file with this one date, to be opened by a calendar app."""
    calendar = _calendar()
    calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _event(entry: FeedEntry) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@calendar")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", one_line(entry.title))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    return event
