"""A calendar file exported by Google, Outlook or Apple into records and a report."""

from dataclasses import dataclass, field

from patient_app.schedule.calendars.ics_changes import SeriesInFile
from patient_app.schedule.calendars.ics_event import (
    Surroundings,
    read_event,
    sequence_of,
    uid_of,
)
from patient_app.schedule.calendars.ics_lines import CalendarLines, EventLines, read_calendars
from patient_app.schedule.calendars.ics_zones import ZoneBook, named_zone
from patient_app.schedule.calendars.records import CalendarImport, EventRecord, ReportRow
from patient_app.schedule.calendars.refusals import ZoneNeeded
from patient_app.schedule.calendars.remarks import TWICE, RowRejected, noted, rejected
from patient_app.schedule.calendars.text import decode
from patient_app.schedule.rules.zones import zone_names


def read_ics(data: bytes, home: str) -> CalendarImport:
    """Every VEVENT as one record or one rejected row, in the file's order.

    `home` is the IANA zone for floating times in a file without X-WR-TIMEZONE.
    `CalendarRefused` when the file is too large, is no calendar or ends too early;
    no other exception, whatever the bytes.
    """
    if home not in zone_names():
        raise ZoneNeeded
    reading = _Reading()
    for calendar in read_calendars(decode(data)):
        reading.take(calendar, home)
    return reading.result()


@dataclass
class _Reading:
    kept: dict[tuple[object, ...], tuple[int, EventRecord]] = field(default_factory=dict)
    report: list[ReportRow] = field(default_factory=list)
    superseded: set[int] = field(default_factory=set)

    def take(self, calendar: CalendarLines, home: str) -> None:
        """Series first, so that changes to one date know the zone of their series."""
        own = named_zone(calendar.value("X-WR-TIMEZONE") or "") or home
        cancelled = (calendar.value("METHOD") or "").strip().upper() == "CANCEL"
        around = Surroundings(ZoneBook(calendar.zones, (own, home)), own, cancelled)
        series = SeriesInFile(around.book, calendar.events)
        for event in calendar.events:
            if not event.first("RECURRENCE-ID"):
                self._take_event(event, around, series)
        for event in series.changes:
            self._take_event(event, around, series)

    def _take_event(self, event: EventLines, around: Surroundings, series: SeriesInFile) -> None:
        try:
            record, notes = read_event(event, around)
            record, found = series.place(event, record)
        except RowRejected as why:
            self.report.append(rejected(event.row, uid_of(event), why))
            return
        self.report += [noted(event.row, record.uid, note) for note in (*notes, *found)]
        self._keep(record, sequence_of(event))

    def _keep(self, record: EventRecord, sequence: int) -> None:
        """Of two events with one identity the higher SEQUENCE stays, then the later one."""
        if record.identity not in self.kept:
            self.kept[record.identity] = (sequence, record)
            return
        sequence_before, before = self.kept[record.identity]
        older = before if sequence >= sequence_before else record
        if older is before:
            self.kept[record.identity] = (sequence, record)
        self.superseded.add(older.row)

    def result(self) -> CalendarImport:
        """Records and remarks in the order of the file."""
        records = sorted((record for _, record in self.kept.values()), key=lambda each: each.row)
        report = [row for row in self.report if row.row not in self.superseded]
        report += [rejected(row, None, RowRejected(TWICE)) for row in self.superseded]
        return CalendarImport(tuple(records), tuple(sorted(report, key=lambda row: row.row)))
