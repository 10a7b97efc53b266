"""When one VEVENT happens: start, length and zone as wall time."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from patient_app.schedule.calendars.ics_lines import EventLines, Property
from patient_app.schedule.calendars.ics_values import Moment, has_exact_wall_time, length, moments
from patient_app.schedule.calendars.ics_zones import ZoneBook, named_zone
from patient_app.schedule.calendars.remarks import (
    BAD_DATE,
    BAD_END,
    BAD_ZONE,
    NO_END,
    NO_START,
    REPEATS_IN_UTC,
    TOO_LONG,
    ZONE_GUESSED,
    Note,
    RowRejected,
)
from patient_app.schedule.rules.recurrence import LONGEST_SESSION
from patient_app.schedule.rules.zones import instant_of, wall_time, zone

ONE_HOUR, ONE_DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class EventTimes:
    """`starts_local` and `duration` are wall time in `zone`."""

    starts_local: datetime
    duration: timedelta
    zone: str
    all_day: bool
    notes: list[Note]


def one_moment(line: Property) -> Moment:
    """The value of a line that has one; the row is rejected when it cannot be read."""
    try:
        return moments(line)[0]
    except ValueError as error:
        raise RowRejected(BAD_DATE, field=line.name) from error


def read_times(event: EventLines, book: ZoneBook, home: str) -> EventTimes:
    """The event's times; `home` is the zone of times written without one."""
    line = event.first("DTSTART")
    if line is None:
        raise RowRejected(NO_START)
    start = one_moment(line)
    repeats = any(True for name in ("RRULE", "RDATE") for _ in event.every(name))
    name, notes = _zone_of(start, book, home, repeats=repeats)
    all_day = start.is_date or _outlook_all_day(event, start)
    duration = _duration(event, start.local, name, book)
    if not duration:
        duration = ONE_DAY if all_day else ONE_HOUR
        notes += [] if all_day else [Note(NO_END)]
    if duration > LONGEST_SESSION:
        raise RowRejected(TOO_LONG)
    times = EventTimes(start.local, duration, name, all_day, notes)
    return _on_the_home_clock(times, home) if start.in_utc and not repeats else times


def _on_the_home_clock(times: EventTimes, home: str) -> EventTimes:
    """A single date given in UTC, as wall time at home, unless home shows that hour twice."""
    info = zone(home)
    starts_at = times.starts_local.replace(tzinfo=UTC)
    ends_at = starts_at + times.duration
    if not (has_exact_wall_time(starts_at, info) and has_exact_wall_time(ends_at, info)):
        return times
    starts_local = wall_time(starts_at, info)
    duration = wall_time(ends_at, info) - starts_local
    return replace(times, starts_local=starts_local, duration=duration, zone=home)


def zone_of(moment: Moment, book: ZoneBook, home: str) -> str:
    """The IANA zone a value was written in; the row is rejected when nobody knows it."""
    if moment.in_utc:
        return "UTC"
    if moment.is_date or not moment.tzid:
        return home
    name = book.resolve(moment.tzid, moment.local.year)
    if name is None:
        raise RowRejected(BAD_ZONE, zone=moment.tzid[:60])
    return name


def wall_in(moment: Moment, zone_name: str, book: ZoneBook) -> datetime:
    """The value as wall time in that zone."""
    own = zone_of(moment, book, zone_name)
    if own == zone_name:
        return moment.local
    return wall_time(instant_of(moment.local, zone(own)), zone(zone_name))


def _zone_of(start: Moment, book: ZoneBook, home: str, *, repeats: bool) -> tuple[str, list[Note]]:
    name = zone_of(start, book, home)
    if start.in_utc or name.startswith("Etc/"):
        return name, [Note(REPEATS_IN_UTC)] if repeats and home != name else []
    if start.tzid and not start.is_date and named_zone(start.tzid) is None:
        details = (("zone", start.tzid[:60]), ("read_as", name))
        return name, [Note(ZONE_GUESSED, details)]
    return name, []


def _duration(
    event: EventLines, starts_local: datetime, zone_name: str, book: ZoneBook
) -> timedelta:
    """Wall time between start and end; zero when the event names no end."""
    end = event.first("DTEND")
    if end is not None:
        duration = wall_in(one_moment(end), zone_name, book) - starts_local
        if duration < timedelta(0):
            raise RowRejected(BAD_END)
        return duration
    given = event.first("DURATION")
    if given is None:
        return timedelta(0)
    try:
        return length(given.value)
    except ValueError as error:
        raise RowRejected(BAD_DATE, field="DURATION") from error


def _outlook_all_day(event: EventLines, start: Moment) -> bool:
    """Outlook marks some all-day events beside times at midnight."""
    mark = event.first("X-MICROSOFT-CDO-ALLDAYEVENT")
    is_midnight = start.local.time() == datetime.min.time()
    return bool(mark and mark.value.strip().upper() == "TRUE" and is_midnight)
