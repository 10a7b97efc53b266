"""One VEVENT's kept lines into one record."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from patient_app.schedule.calendars.ics_days import named_date, until_a_day
from patient_app.schedule.calendars.ics_lines import EventLines
from patient_app.schedule.calendars.ics_times import EventTimes, read_times
from patient_app.schedule.calendars.ics_values import moments, unescaped
from patient_app.schedule.calendars.ics_zones import ZoneBook
from patient_app.schedule.calendars.records import EventRecord
from patient_app.schedule.calendars.remarks import (
    BAD_DATE,
    BAD_RULE,
    DAMAGED,
    FOLLOWING,
    MARKED_PRIVATE,
    NO_UID,
    OWN_END,
    Note,
    RowRejected,
)
from patient_app.schedule.calendars.suggestions import suggest
from patient_app.schedule.calendars.text import LONGEST_TITLE, one_line
from patient_app.schedule.rules.recurrence import SeriesInvalid, SeriesRule
from patient_app.schedule.rules.repeats import RuleNotSupported
from patient_app.schedule.rules.rrule_text import parse_rrule, write_rrule

LONGEST_UID = 255


@dataclass(frozen=True)
class Surroundings:
    """What an event needs from its calendar: zones, the home zone, METHOD:CANCEL."""

    book: ZoneBook
    home: str
    all_cancelled: bool


def read_event(event: EventLines, around: Surroundings) -> tuple[EventRecord, list[Note]]:
    """The record, with `recurrence_id` still unset, and what to note; or `RowRejected`."""
    _refuse_what_cannot_be_followed(event)
    times = read_times(event, around.book, around.home)
    summary, location = text_of(event, "SUMMARY"), _place(event)
    notes = [*times.notes]
    if (text_of(event, "CLASS") or "PUBLIC").upper() != "PUBLIC":
        notes.append(Note(MARKED_PRIVATE))
    if any("/" in line.value for line in event.every("RDATE")):
        notes.append(Note(OWN_END))
    uid = uid_of(event)
    if uid is None:
        notes.append(Note(NO_UID))
        uid = derived_uid(summary, times.starts_local, times.zone)
    record = EventRecord(
        row=event.row,
        uid=uid,
        recurrence_id=None,
        summary=summary,
        location=location,
        starts_local=times.starts_local,
        duration=times.duration,
        zone=times.zone,
        suggestion=suggest(summary),
        rrule=_rrule(event, times),
        exdates=_dates(event, "EXDATE", times, around.book),
        rdates=_dates(event, "RDATE", times, around.book),
        cancelled=around.all_cancelled or text_of(event, "STATUS").upper() == "CANCELLED",
        all_day=times.all_day,
    )
    refuse_impossible(record)
    return record, notes


def uid_of(event: EventLines) -> str | None:
    """The UID, or a hash of one too long to keep; None when the event has none."""
    uid = text_of(event, "UID", longest=4000)
    if len(uid) <= LONGEST_UID:
        return uid or None
    return "sha256:" + hashlib.sha256(uid.encode()).hexdigest()


def derived_uid(*parts: object) -> str:
    """The same parts give the same identity, in this file and in a later one."""
    text = "\n".join(str(part) for part in parts)
    return "derived:" + hashlib.sha256(text.encode()).hexdigest()[:40]


def sequence_of(event: EventLines) -> int:
    """How often its author changed it; 0 when the event does not say."""
    line = event.first("SEQUENCE")
    text = line.value.strip() if line else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def text_of(event: EventLines, name: str, longest: int = 200) -> str:
    """The clean text of a line, empty when there is none."""
    line = event.first(name)
    return one_line(unescaped(line.value), longest) if line else ""


def _place(event: EventLines) -> str:
    """Apple writes room, building and address on lines of their own."""
    line = event.first("LOCATION")
    written = unescaped(line.value, "\n").splitlines() if line else []
    parts = (one_line(part).strip(" ,") for part in written)
    return ", ".join(part for part in parts if part)[:LONGEST_TITLE]


def refuse_impossible(record: EventRecord) -> None:
    """Build the series the record stands for, so that no later step can fail on it."""
    try:
        SeriesRule(
            record.starts_local,
            record.duration,
            record.zone,
            record.rrule,
            record.rdates,
            record.exdates,
        )
    except SeriesInvalid as error:
        raise RowRejected(DAMAGED) from error
    except RuleNotSupported as error:
        raise RowRejected(BAD_RULE, part=str(error)) from error


def _refuse_what_cannot_be_followed(event: EventLines) -> None:
    if event.broken:
        raise RowRejected(DAMAGED)
    if event.first("EXRULE"):
        raise RowRejected(BAD_RULE, part="EXRULE")
    line = event.first("RECURRENCE-ID")
    if line and line.params.get("RANGE"):
        raise RowRejected(FOLLOWING)


def _rrule(event: EventLines, times: EventTimes) -> str | None:
    rules = {line.value for line in event.every("RRULE")}
    if not rules or event.first("RECURRENCE-ID"):
        return None
    if len(rules) > 1:
        raise RowRejected(BAD_RULE, part="RRULE")
    try:
        repeat = parse_rrule(rules.pop())
    except RuleNotSupported as error:
        raise RowRejected(BAD_RULE, part=str(error)) from error
    return write_rrule(until_a_day(repeat) if times.all_day else repeat)


def _dates(event: EventLines, name: str, times: EventTimes, book: ZoneBook) -> tuple[datetime, ...]:
    """RDATE or EXDATE as wall times of the series."""
    found = set()
    for line in event.every(name):
        try:
            values = moments(line)
        except ValueError as error:
            raise RowRejected(BAD_DATE, field=name) from error
        for value in values:
            found.add(named_date(value, times, book))
    return tuple(sorted(found))
