"""One CSV row's cells into one record."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from patient_app.schedule.calendars.csv_values import (
    plain_text,
    read_clock,
    read_date,
    read_repeat,
)
from patient_app.schedule.calendars.ics_event import derived_uid, refuse_impossible
from patient_app.schedule.calendars.ics_zones import named_zone
from patient_app.schedule.calendars.records import EventRecord
from patient_app.schedule.calendars.remarks import (
    BAD_DATE,
    BAD_END,
    BAD_KIND,
    BAD_RULE,
    BAD_STATUS,
    BAD_ZONE,
    NEXT_DAY,
    NO_END,
    NO_TITLE,
    NOT_A_DATE_OF_SERIES,
    Note,
    RowRejected,
)
from patient_app.schedule.calendars.suggestions import Suggestion, folded_words, suggest
from patient_app.schedule.calendars.text import one_line
from patient_app.schedule.calendars.title_words import KINDS, TOPICS
from patient_app.schedule.rules.patterns import LONGEST_AT_THE_CENTER, length_between
from patient_app.schedule.rules.recurrence import SeriesRule, wall_times
from patient_app.schedule.rules.repeats import Repeat, RuleNotSupported
from patient_app.schedule.rules.rrule_text import write_rrule

Cells = dict[str, str]
KIND_CODES = (*KINDS, "other")
KINDS_IN_SPANISH = {
    "grupo": "group",
    "consejeria": "counselling",
    "medicacion": "medication",
    "familia": "family",
    "vocacional": "vocational",
    "otro": "other",
    "counseling": "counselling",
}
CANCELLED = frozenset({"cancelled", "canceled", "cancelado", "cancelada"})
CONFIRMED = frozenset({"", "confirmed", "scheduled", "active", "confirmado", "confirmada"})


def read_row(line: int, cells: Cells, home: str) -> tuple[EventRecord, list[Note]]:
    """The record of one row and what to note; or `RowRejected`."""
    title = plain_text(cells.get("title", ""))
    if not title:
        raise RowRejected(NO_TITLE)
    zone = _zone(cells, home)
    starts_local = datetime.combine(_date(cells, "date"), _clock(cells, "start"))
    duration, notes = _duration(cells, starts_local.time())
    repeat = _repeat(cells)
    uid = one_line(cells.get("uid", ""), 255)
    record = EventRecord(
        row=line,
        uid=uid or derived_uid(*folded_words(title), starts_local, zone),
        recurrence_id=None,
        summary=title,
        location=plain_text(cells.get("place", "")),
        starts_local=starts_local,
        duration=duration,
        zone=zone,
        suggestion=_suggestion(cells, title),
        rrule=write_rrule(repeat) if repeat else None,
        cancelled=_cancelled(cells),
        stated=tuple(" ".join(folded_words(cells.get(name, ""))) for name in ("kind", "topic")),
    )
    refuse_impossible(record)
    return _from_its_first_date(record, repeat), notes


def _from_its_first_date(record: EventRecord, repeat: Repeat | None) -> EventRecord:
    """ "Mondays from Wednesday the 2nd" starts on Monday the 7th, as with our own form."""
    if repeat is None or not repeat.weekdays or repeat.freq != "WEEKLY":
        return record
    weekday = record.starts_local.weekday()
    wait = min((day - weekday) % 7 for _, day in repeat.weekdays)
    first = record.starts_local + timedelta(days=wait)
    if isinstance(repeat.until, date) and repeat.until < first.date():
        raise RowRejected(BAD_RULE, part="until")
    return replace(record, starts_local=first)


def on_its_series(record: EventRecord, series: EventRecord | None) -> EventRecord:
    """A row with a series' uid and no repeat changes that series' date on that day."""
    if series is None or record.rrule:
        return record
    rule = SeriesRule(series.starts_local, series.duration, series.zone, series.rrule)
    on = record.starts_local.date()
    dates = wall_times(rule, datetime.combine(on, time.max))
    local = next((each for each in dates if each.date() == on), None)
    if local is None:
        raise RowRejected(NOT_A_DATE_OF_SERIES)
    return replace(record, recurrence_id=local)


def _zone(cells: Cells, home: str) -> str:
    name = one_line(cells.get("zone", ""), 60)
    found = named_zone(name) if name else home
    if found is None:
        raise RowRejected(BAD_ZONE, zone=name)
    return found


def _date(cells: Cells, name: str) -> date:
    try:
        return read_date(cells.get(name, ""))
    except ValueError as error:
        raise RowRejected(BAD_DATE, field=name) from error


def _clock(cells: Cells, name: str) -> time:
    try:
        return read_clock(cells.get(name, ""))
    except ValueError as error:
        raise RowRejected(BAD_DATE, field=name) from error


def _duration(cells: Cells, starts: time) -> tuple[timedelta, list[Note]]:
    """An end not after the start is on the next day, and noted when a session can last so long;
    no end is one hour, and noted.
    """
    if not cells.get("end", "").strip():
        return timedelta(hours=1), [Note(NO_END)]
    ends = _clock(cells, "end")
    length = length_between(starts, ends)
    if ends > starts:
        return length, []
    if length > LONGEST_AT_THE_CENTER:
        raise RowRejected(BAD_END)
    return length, [Note(NEXT_DAY)]


def _repeat(cells: Cells) -> Repeat | None:
    until = _date(cells, "until") if cells.get("until", "").strip() else None
    try:
        return read_repeat(cells.get("repeat", ""), until)
    except RuleNotSupported as error:
        raise RowRejected(BAD_RULE, part=str(error)) from error
    except ValueError as error:
        raise RowRejected(BAD_RULE, part="repeat") from error


def _suggestion(cells: Cells, title: str) -> Suggestion:
    """The kind as written, else as the title suggests; a topic column wins over the title."""
    guessed = suggest(title)
    kind = " ".join(folded_words(cells.get("kind", "")))
    kind = KINDS_IN_SPANISH.get(kind, kind) or guessed.kind
    if kind not in KIND_CODES:
        raise RowRejected(BAD_KIND, kinds=", ".join(KIND_CODES))
    topic = cells.get("topic", "").strip()
    code = "_".join(folded_words(topic))
    return Suggestion(kind, (code if code in TOPICS else suggest(topic).topic) or guessed.topic)


def _cancelled(cells: Cells) -> bool:
    status = " ".join(folded_words(cells.get("status", "")))
    if status not in CANCELLED | CONFIRMED:
        raise RowRejected(BAD_STATUS)
    return status in CANCELLED
