"""A schedule CSV, one series or date per row, into the same records as a calendar file.

Columns: docs/time.md and docs/sample-schedule.csv.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from patient_app.schedule.calendars.csv_columns import columns_of
from patient_app.schedule.calendars.csv_row import on_its_series, read_row
from patient_app.schedule.calendars.records import CalendarImport, EventRecord, ReportRow
from patient_app.schedule.calendars.refusals import (
    CalendarTooLarge,
    NotACalendar,
    QuoteLeftOpen,
    ZoneNeeded,
)
from patient_app.schedule.calendars.remarks import (
    NO_UIDS,
    TOO_MANY_CELLS,
    TWICE,
    Note,
    RowRejected,
    noted,
    rejected,
)
from patient_app.schedule.calendars.text import MOST_EVENTS, decode
from patient_app.schedule.rules.zones import zone_names

LONGEST_ROW = 10
"""Lines. A longer row is a quotation mark that was never closed and swallows other rows."""


@dataclass(frozen=True)
class Row:
    """`line` is where the row starts in the file, from 1."""

    line: int
    cells: list[str]


def read_csv(data: bytes, home: str) -> CalendarImport:
    """Every row as one record or one rejection, by line number.

    `home` is the IANA zone of rows that name none. `CalendarRefused` when the file is
    too large, lacks or repeats columns or is no table; no other exception.
    """
    if home not in zone_names():
        raise ZoneNeeded
    rows = list(_rows(decode(data)))
    if not rows:
        raise NotACalendar
    columns = columns_of(rows[0].cells)
    if len(rows) - 1 > MOST_EVENTS:
        raise CalendarTooLarge
    return _read(rows, columns, home)


def _read(rows: list[Row], columns: list[str], home: str) -> CalendarImport:
    report: list[ReportRow] = []
    if "uid" not in columns:
        report.append(noted(rows[0].line, None, Note(NO_UIDS)))
    found: list[EventRecord] = []
    for row in rows[1:]:
        try:
            record, notes = read_row(row.line, _cells(row, columns), home)
        except RowRejected as why:
            report.append(rejected(row.line, None, why))
            continue
        found.append(record)
        report += [noted(row.line, record.uid, note) for note in notes]
    records, refused = _told_apart(found)
    gone = {row.row for row in refused}
    report = [row for row in report if row.row not in gone] + refused
    return CalendarImport(records, tuple(sorted(report, key=lambda each: each.row)))


def _told_apart(found: list[EventRecord]) -> tuple[tuple[EventRecord, ...], list[ReportRow]]:
    """Changes placed on the date of their series; of two with one identity the later stays."""
    series = {record.uid: record for record in found if record.rrule}
    kept: dict[tuple[object, ...], EventRecord] = {}
    refused: list[ReportRow] = []
    for record in found:
        try:
            placed = on_its_series(record, series.get(record.uid))
        except RowRejected as why:
            refused.append(rejected(record.row, record.uid, why))
            continue
        if placed.identity in kept:
            older = kept[placed.identity]
            refused.append(rejected(older.row, older.uid, RowRejected(TWICE)))
        kept[placed.identity] = placed
    return tuple(sorted(kept.values(), key=lambda record: record.row)), refused


def _cells(row: Row, columns: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        raise RowRejected(TOO_MANY_CELLS)
    return dict(zip(columns, row.cells, strict=False))


def _rows(text: str) -> Iterator[Row]:
    """Rows that hold anything, with the line each starts on."""
    lines = text.split("\n")
    skipped = 1 if lines[0].lower().startswith("sep=") else 0
    reader = csv.reader(io.StringIO("\n".join(lines[skipped:])), delimiter=_delimiter(lines))
    before = 0
    try:
        for cells in reader:
            line, before = before + 1 + skipped, reader.line_num
            raw = "\n".join(lines[line - 1 : before + skipped])
            if before + skipped - line >= LONGEST_ROW or raw.count('"') % 2:
                raise QuoteLeftOpen(line=line)
            if any(cell.strip() for cell in cells):
                yield Row(line, cells)
    except csv.Error as error:
        raise NotACalendar from error


def _delimiter(lines: list[str]) -> str:
    first = lines[0].lower()
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return lines[0][-1]
    return max(",;\t", key=first.count)
