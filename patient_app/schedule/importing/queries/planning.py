"""What a file would do to a center's schedule now. Nothing is written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patient_app.episodes.queries.episodes import open_episodes
from patient_app.schedule.calendars.records import CalendarImport, EventRecord
from patient_app.schedule.calendars.remarks import (
    BAD_RULE,
    NOT_A_DATE_OF_SERIES,
    SERIES_MISSING,
    RowRejected,
    rejected,
)
from patient_app.schedule.importing.models import ImportedEvent
from patient_app.schedule.importing.queries.known import (
    Identity,
    date_key,
    dates_ahead,
    dates_by_local,
    events_of_families,
    known_events,
    plain_date,
    series_by_id,
    source_key,
    state_of_date,
    state_of_series,
    uid_key,
)
from patient_app.schedule.importing.rules.comparing import compare
from patient_app.schedule.importing.rules.names import holds_a_name, words_of_names
from patient_app.schedule.importing.rules.plan import Known, Line, Missing, Plan, local_of
from patient_app.schedule.importing.rules.targets import (
    date_target,
    series_target,
    too_long_to_keep,
    with_its_changes,
)
from patient_app.schedule.models import Occurrence, Series


@dataclass(frozen=True)
class Around:
    """What is known about the events of one file, read once."""

    keys: dict[str, bytes]
    events: dict[Identity, ImportedEvent]
    series: dict[UUID, Series]
    dates: dict[tuple[UUID, datetime], Occurrence]
    identities: frozenset[Identity]
    series_in_file: frozenset[str]

    def event_of(self, record: EventRecord) -> ImportedEvent | None:
        """The same event of an earlier import."""
        return self.events.get((self.keys[record.uid], date_key(record)))

    def series_of(self, uid: str) -> Series | None:
        """The series an earlier import made of this UID."""
        event = self.events.get((self.keys[uid], ""))
        return self.series.get(event.series_id) if event and event.series_id else None


def patient_names(center_id: UUID) -> frozenset[str]:
    """Words of the names of everyone invited to or in a program of the center."""
    return words_of_names(episode.known_as for episode in open_episodes(center_id))


def without_names_in_places(read: CalendarImport, names: frozenset[str]) -> CalendarImport:
    """The same file, where a location that holds a patient's name is no location."""
    records = tuple(
        EventRecord(**{**vars(record), "location": ""})
        if holds_a_name(record.location, names)
        else record
        for record in read.records
    )
    return CalendarImport(records, read.report)


def plan(center_id: UUID, read: CalendarImport, now: datetime) -> Plan:
    """Compare every event with what earlier imports made of it. A handful of queries."""
    around = _around(center_id, read)
    strangers = {row.row for row in read.report if row.code == NOT_A_DATE_OF_SERIES.code}
    lines, report = [], list(read.report)
    for record in _with_changes(read.records, strangers):
        why = _wrong(record, around)
        if why:
            report = [each for each in report if each.row != record.row]
            report.append(rejected(record.row, record.uid, why))
        else:
            lines.append(_line(record, around))
    report.sort(key=lambda each: each.row)
    return Plan(tuple(lines), tuple(report), _missing(center_id, around, now))


def _around(center_id: UUID, read: CalendarImport) -> Around:
    keys = {record.uid: uid_key(record.uid) for record in read.records}
    events = known_events(center_id, set(keys.values()))
    ids = {event.series_id for event in events.values() if event.series_id}
    changed = {keys[record.uid] for record in read.records if record.recurrence_id}
    with_changes = {
        event.series_id for key, event in events.items() if key[0] in changed and event.series_id
    }
    return Around(
        keys,
        events,
        series_by_id(center_id, ids),
        dates_by_local(with_changes),
        frozenset((keys[record.uid], date_key(record)) for record in read.records),
        frozenset(record.uid for record in read.records if record.recurrence_id is None),
    )


def _with_changes(records: tuple[EventRecord, ...], strangers: set[int]) -> list[EventRecord]:
    changed: dict[str, set[datetime]] = {}
    strange: dict[str, set[datetime]] = {}
    for record in records:
        if record.recurrence_id and not record.cancelled:
            changed.setdefault(record.uid, set()).add(record.recurrence_id)
            if record.row in strangers:
                strange.setdefault(record.uid, set()).add(record.recurrence_id)
    return [
        with_its_changes(each, changed.get(each.uid, set()), strange.get(each.uid, set()))
        if each.recurrence_id is None
        else each
        for each in records
    ]


def _wrong(record: EventRecord, around: Around) -> RowRejected | None:
    if too_long_to_keep(record):
        return RowRejected(BAD_RULE, part="RRULE")
    if record.recurrence_id is None or record.uid in around.series_in_file:
        return None
    return None if around.series_of(record.uid) else RowRejected(SERIES_MISSING)


def _line(record: EventRecord, around: Around) -> Line:
    event, series = around.event_of(record), around.series_of(record.uid)
    known = _as_known(event, record) if event else None
    if record.recurrence_id is None:
        ours = state_of_series(series) if series else None
        outcome, conflict = compare(
            record, known, series_target(record), ours, known.written if known else None
        )
        return Line(record, outcome, known, series.id if series else None, conflict)
    return _date_line(record, record.recurrence_id, known, series, around)


def _date_line(
    record: EventRecord,
    local: datetime,
    known: Known | None,
    series: Series | None,
    around: Around,
) -> Line:
    row = around.dates.get((series.id, local)) if series else None
    theirs = date_target(record, series.place if series else None)
    ours, untouched = None, None
    if series and row:
        ours = state_of_date(row)
        untouched = (known and known.written) or plain_date(series, local).fingerprint
    outcome, conflict = compare(record, known, theirs, ours, untouched)
    return Line(record, outcome, known, series.id if series else None, conflict)


def _as_known(event: ImportedEvent, record: EventRecord) -> Known:
    return Known(
        event.id,
        event.series_id,
        same_source=event.source == source_key(record),
        cancelled=event.cancelled,
        written=event.written,
    )


def _missing(center_id: UUID, around: Around, now: datetime) -> tuple[Missing, ...]:
    """Events that came with some of these before, have dates ahead and are not in the file."""
    families = {event.family for event in around.events.values()}
    absent = [
        event
        for event in events_of_families(center_id, families)
        if (event.uid_key, event.of_date) not in around.identities
    ]
    ahead = dates_ahead({event.series_id for event in absent if event.series_id}, now)
    return tuple(
        Missing(event.uid, event.of_date, event.series_id)
        for event in absent
        if event.series_id and _is_ahead(event, ahead.get(event.series_id, set()))
    )


def _is_ahead(event: ImportedEvent, ahead: set[datetime]) -> bool:
    about = local_of(event.of_date)
    return bool(ahead) if about is None else about in ahead
