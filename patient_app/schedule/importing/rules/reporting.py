"""The report of an import: one JSON-able line for each row and each remark.

It names rows, UIDs, codes and reasons; never a title, a place or anyone's name.
"""

from collections.abc import Iterator, Mapping

from patient_app.schedule.calendars.records import ReportRow
from patient_app.schedule.importing.rules.plan import Done, Line, Outcome

KEPT_OURS = "Changed in the file and in Steady. Steady's version stays until a person chooses."
NOT_IN_FILE = "No longer in the file. It stays as it is."

ReportLine = dict[str, object]


def report_lines(done: Done) -> Iterator[ReportLine]:
    """Rows in the file's order, each followed by its remarks; then what the file lacks."""
    for row in sorted({*done.outcomes, *(each.row for each in done.plan.rejected)}):
        line = next((each for each in done.plan.lines if each.record.row == row), None)
        if line:
            yield from _of_line(line, done.outcomes)
        yield from (_of_remark(each) for each in done.plan.report if each.row == row)
    for missing in done.plan.missing:
        yield {
            "outcome": "missing",
            "uid": missing.uid,
            "date": missing.of_date or None,
            "series": str(missing.series_id),
            "reason": NOT_IN_FILE,
        }


def _of_line(line: Line, outcomes: Mapping[int, Outcome]) -> Iterator[ReportLine]:
    record = line.record
    about = {
        "row": record.row,
        "uid": record.uid,
        "date": record.recurrence_id.isoformat() if record.recurrence_id else None,
    }
    yield {**about, "outcome": outcomes[record.row].value}
    if line.conflict:
        yield {**about, "outcome": "conflict", "code": "changed_here_too", "reason": KEPT_OURS}


def _of_remark(row: ReportRow) -> ReportLine:
    return {
        "row": row.row,
        "uid": row.uid,
        "outcome": row.outcome,
        "code": row.code,
        "reason": row.wording % row.details,
    }
