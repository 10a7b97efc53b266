"""What every step of one import needs to know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.schedule.importing.models import ImportedEvent
from patient_app.schedule.importing.queries.known import date_key, source_key, uid_key
from patient_app.schedule.importing.rules.plan import Line
from patient_app.schedule.importing.rules.targets import date_target


@dataclass(frozen=True)
class Errand:
    """One import on its way: of which center, as of when, by whom (None: a command)."""

    center_id: UUID
    import_id: UUID
    family: UUID
    now: datetime
    by: Actor | None


def remember(
    errand: Errand,
    line: Line,
    series_id: UUID | None,
    written: str | None,
    *,
    waiting: bool = False,
) -> None:
    """Keep what the source says now and what that made; the next file is compared with it."""
    record = line.record
    row = _row(errand, line)
    row.import_id, row.series_id = errand.import_id, series_id
    row.source, row.written = source_key(record), written
    row.kind, row.topic = record.suggestion.kind, record.suggestion.topic
    row.cancelled, row.waiting = record.cancelled, waiting
    target = date_target(record, None)
    row.starts_at, row.ends_at, row.place = target.starts_at, target.ends_at, target.place


def remembered(errand: Errand, line: Line) -> ImportedEvent:
    """The row `remember` keeps. It must be there."""
    row = session().get(ImportedEvent, line.known.event_id) if line.known else None
    if row is None:
        raise LookupError(line.record.row)
    return row


def _row(errand: Errand, line: Line) -> ImportedEvent:
    if line.known:
        return remembered(errand, line)
    row = ImportedEvent(
        center_id=errand.center_id,
        family=errand.family,
        uid_key=uid_key(line.record.uid),
        uid=line.record.uid,
        of_date=date_key(line.record),
    )
    session().add(row)
    return row
