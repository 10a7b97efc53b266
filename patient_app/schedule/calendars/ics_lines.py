"""An ICS file cut into calendars, zones and events; only the lines we may read are kept.

Lines about people and free text (ATTENDEE, ORGANIZER, DESCRIPTION, COMMENT, CONTACT,
ATTACH, URL, X-...) are dropped here by name, unparsed, so nothing later can carry them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from patient_app.schedule.calendars.refusals import (
    CalendarCutShort,
    CalendarTooLarge,
    NotACalendar,
)
from patient_app.schedule.calendars.text import MOST_EVENTS

LONGEST_LINE = 65_536
FOLD = re.compile(r"\n[ \t]")
EVENT_LINES = frozenset(
    {"UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "EXRULE", "RDATE", "EXDATE"}
    | {"SUMMARY", "LOCATION", "STATUS", "SEQUENCE", "CLASS", "X-MICROSOFT-CDO-ALLDAYEVENT"}
)
CALENDAR_LINES = frozenset({"X-WR-TIMEZONE", "METHOD"})
ZONE_LINES = frozenset(
    {"TZID", "X-LIC-LOCATION", "BEGIN", "END", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}
    | {"RRULE", "RDATE"}
)


@dataclass(frozen=True)
class Property:
    """One content line: upper-case name, parameters by upper-case name, raw value."""

    name: str
    params: dict[str, str]
    value: str


@dataclass
class EventLines:
    """The kept lines of one VEVENT; `broken` when its structure or a kept line is."""

    row: int
    properties: list[Property] = field(default_factory=list)
    broken: bool = False

    def first(self, name: str) -> Property | None:
        """The first line of that name."""
        return next(self.every(name), None)

    def every(self, name: str) -> Iterator[Property]:
        """All lines of that name, in order."""
        return (each for each in self.properties if each.name == name)


@dataclass
class CalendarLines:
    """One VCALENDAR: its own lines, its VTIMEZONEs as lines, its events."""

    properties: list[Property] = field(default_factory=list)
    zones: list[list[Property]] = field(default_factory=list)
    events: list[EventLines] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        """The value of the calendar's own line of that name."""
        return next((each.value for each in self.properties if each.name == name), None)


def read_calendars(text: str) -> list[CalendarLines]:
    """Every VCALENDAR in the text; `CalendarRefused` when it is not one or has no end."""
    lines = [line for line in FOLD.sub("", text).split("\n") if line.strip()]
    if not lines or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        raise NotACalendar
    reader = _Reader()
    for line in lines:
        reader.take(line)
    if reader.open or not reader.calendars:
        raise CalendarCutShort
    return reader.calendars


class _Reader:
    """Follows BEGIN and END; forgiving inside an event, strict about the calendar."""

    def __init__(self) -> None:
        self.calendars: list[CalendarLines] = []
        self.open: list[str] = []
        self.events = 0

    def take(self, line: str) -> None:
        name = line.split(":", 1)[0].split(";", 1)[0].strip().upper()
        value = line.partition(":")[2].strip().upper()
        if name == "BEGIN":
            self._begin(value)
        elif not self.open:
            return
        if "VTIMEZONE" in self.open:
            self._keep(name, line, ZONE_LINES, self.calendars[-1].zones[-1])
        elif self.open[-1] == "VEVENT":
            self._keep_of_event(name, line)
        elif self.open[-1] == "VCALENDAR":
            self._keep(name, line, CALENDAR_LINES, self.calendars[-1].properties)
        if name == "END":
            self._end(value)

    def _begin(self, what: str) -> None:
        if what == "VCALENDAR":
            if self.open:
                raise CalendarCutShort
            self.calendars.append(CalendarLines())
        elif not self.open:
            raise NotACalendar
        if what in ("VEVENT", "VTIMEZONE"):
            self._close_down_to("VCALENDAR")
        if what == "VEVENT":
            self._begin_event()
        if what == "VTIMEZONE":
            self.calendars[-1].zones.append([])
        self.open.append(what)

    def _begin_event(self) -> None:
        self.events += 1
        if self.events > MOST_EVENTS:
            raise CalendarTooLarge
        self.calendars[-1].events.append(EventLines(self.events))

    def _end(self, what: str) -> None:
        if what not in self.open:
            return
        self._close_down_to(what)
        self.open.pop()

    def _close_down_to(self, what: str) -> None:
        """Whatever still stands open above was never ended."""
        while self.open[-1] != what:
            if "VEVENT" in self.open:
                self.calendars[-1].events[-1].broken = True
            self.open.pop()

    def _keep_of_event(self, name: str, line: str) -> None:
        event = self.calendars[-1].events[-1]
        if not self._keep(name, line, EVENT_LINES, event.properties):
            event.broken = True

    def _keep(self, name: str, line: str, wanted: frozenset[str], into: list[Property]) -> bool:
        """Parse and keep a wanted line; False when it cannot be parsed. Without a value it
        says nothing: some programs write `RRULE:` or `EXDATE:` on every event.
        """
        if name not in wanted:
            return True
        if len(line) > LONGEST_LINE:
            return False
        try:
            _, params, value = Contentline(line).raw_parts()
        except ValueError:
            return False
        if value.strip():
            into.append(Property(name, _single_values(params), value))
        return True


def _single_values(params: object) -> dict[str, str]:
    items = params.items() if isinstance(params, dict) else ()
    return {str(key).upper(): str(value) for key, value in items if isinstance(value, str)}
