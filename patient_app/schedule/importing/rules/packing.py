"""Events of a file as text, to be sealed between preview and apply."""

import json
from datetime import datetime, timedelta
from typing import Any

from patient_app.schedule.calendars.records import CalendarImport, EventRecord, ReportRow
from patient_app.schedule.calendars.suggestions import Suggestion


def pack(read: CalendarImport) -> str:
    """JSON that `unpack` turns into the same records and report."""
    return json.dumps(
        {
            "records": [_record_out(record) for record in read.records],
            "report": [
                {**vars(row), "details": {k: str(v) for k, v in row.details.items()}}
                for row in read.report
            ],
        }
    )


def unpack(text: str) -> CalendarImport:
    """What was packed."""
    held = json.loads(text)
    return CalendarImport(
        tuple(_record_in(each) for each in held["records"]),
        tuple(ReportRow(**each) for each in held["report"]),
    )


def _record_out(record: EventRecord) -> dict[str, Any]:
    return {
        **vars(record),
        "recurrence_id": record.recurrence_id and record.recurrence_id.isoformat(),
        "starts_local": record.starts_local.isoformat(),
        "duration": record.duration.total_seconds(),
        "suggestion": [record.suggestion.kind, record.suggestion.topic],
        "exdates": [local.isoformat() for local in record.exdates],
        "rdates": [local.isoformat() for local in record.rdates],
    }


def _record_in(held: dict[str, Any]) -> EventRecord:
    own = held["recurrence_id"]
    return EventRecord(
        **held
        | {
            "recurrence_id": datetime.fromisoformat(own) if own else None,
            "starts_local": datetime.fromisoformat(held["starts_local"]),
            "duration": timedelta(seconds=held["duration"]),
            "suggestion": Suggestion(*held["suggestion"]),
            "exdates": tuple(map(datetime.fromisoformat, held["exdates"])),
            "rdates": tuple(map(datetime.fromisoformat, held["rdates"])),
            "stated": tuple(held["stated"]),
        }
    )
