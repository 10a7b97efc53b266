"""What an import gives back: records without anybody's words, and a row for every remark."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from patient_app.schedule.calendars.suggestions import Suggestion


@dataclass(frozen=True)
class EventRecord:
    """One VEVENT or one CSV row: a series, or (with `recurrence_id`) one date of a series.

    All datetimes are naive wall times in `zone`; `rrule` is in the fixed form of
    `write_rrule`. `summary` and `location` are the source's words, for staff eyes in
    the preview only: what a patient sees is `suggestion` or what staff choose.
    `duration` is wall time. `stated` is what the source itself says of kind and topic; the
    suggestion is left out of the fingerprint, so that better word tables change nothing.
    `row` is the event's place in the file, from 1, or the line.
    """

    row: int
    uid: str
    recurrence_id: datetime | None
    summary: str
    location: str
    starts_local: datetime
    duration: timedelta
    zone: str
    suggestion: Suggestion
    rrule: str | None = None
    exdates: tuple[datetime, ...] = ()
    rdates: tuple[datetime, ...] = ()
    cancelled: bool = False
    all_day: bool = False
    stated: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, datetime | None]:
        """What a re-import recognises it by, inside one center."""
        return self.uid, self.recurrence_id

    @property
    def fingerprint(self) -> str:
        """SHA-256 in hex over everything that would change what people see."""
        parts = {
            "recurrence_id": self.recurrence_id,
            "summary": self.summary,
            "location": self.location,
            "starts": self.starts_local,
            "seconds": int(self.duration.total_seconds()),
            "zone": self.zone,
            "rrule": self.rrule,
            "exdates": sorted(self.exdates),
            "rdates": sorted(self.rdates),
            "cancelled": self.cancelled,
            "all_day": self.all_day,
            "stated": self.stated,
        }
        text = json.dumps(parts, default=datetime.isoformat, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class ReportRow:
    """A remark about one row. `rejected` rows have no record; `noted` ones do.

    `wording` is marked for translation and takes `details`; it never quotes the file's
    free text, only names of columns, zones and rule parts, shortened.
    """

    row: int
    uid: str | None
    outcome: str
    code: str
    wording: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class CalendarImport:
    """Everything read from one file. `read` = records + rejected rows, always."""

    records: tuple[EventRecord, ...]
    report: tuple[ReportRow, ...]

    @property
    def rejected(self) -> int:
        """How many rows gave no record."""
        return sum(row.outcome == "rejected" for row in self.report)

    @property
    def read(self) -> int:
        """How many events or rows the file holds."""
        return len(self.records) + self.rejected
