"""What earlier imports of a center left, found by identity."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session
from patient_app.core.sealed import blind_index
from patient_app.schedule.calendars.records import EventRecord
from patient_app.schedule.importing.models import ImportedEvent
from patient_app.schedule.importing.rules.targets import DateTarget, SeriesTarget
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.rules.kinds import OccurrenceState
from patient_app.schedule.rules.recurrence import slot_at

Identity = tuple[bytes, str]
T = TypeVar("T")
A_QUERY = 400
"""Values in one IN list; SQLite takes 32,766 in all, and long lists are slow to prepare."""


def uid_key(uid: str) -> bytes:
    """How an event is found: a UID may hold a name or an address."""
    return blind_index("imported_event.uid", uid)


def source_key(record: EventRecord) -> bytes:
    """The keyed fingerprint of what the source says: unkeyed, a short title could be guessed."""
    return blind_index("imported_event.source", record.fingerprint)


def date_key(record: EventRecord) -> str:
    """The date of the series it speaks of, "" for the series."""
    return record.recurrence_id.isoformat() if record.recurrence_id else ""


def known_events(center_id: UUID, uid_keys: Collection[bytes]) -> dict[Identity, ImportedEvent]:
    """Events of those UIDs that were imported before."""
    found: dict[Identity, ImportedEvent] = {}
    for some in _batches(uid_keys):
        wanted = select(ImportedEvent).where(
            ImportedEvent.center_id == center_id, ImportedEvent.uid_key.in_(some)
        )
        found |= {(row.uid_key, row.of_date): row for row in session().scalars(wanted)}
    return found


def series_by_id(center_id: UUID, ids: Collection[UUID]) -> dict[UUID, Series]:
    """Series of the center by id."""
    found: dict[UUID, Series] = {}
    for some in _batches(ids):
        wanted = select(Series).where(Series.center_id == center_id, Series.id.in_(some))
        found |= {row.id: row for row in session().scalars(wanted)}
    return found


def dates_by_local(series_ids: Collection[UUID]) -> dict[tuple[UUID, datetime], Occurrence]:
    """Every laid-out date of those series by its identity."""
    found: dict[tuple[UUID, datetime], Occurrence] = {}
    for some in _batches(series_ids):
        wanted = select(Occurrence).where(Occurrence.series_id.in_(some))
        found |= {(row.series_id, row.local): row for row in session().scalars(wanted)}
    return found


def events_of_families(center_id: UUID, families: Collection[UUID]) -> list[ImportedEvent]:
    """Everything not cancelled that came in a file with those events, oldest first."""
    if not families:
        return []
    wanted = select(ImportedEvent).where(
        ImportedEvent.center_id == center_id,
        ImportedEvent.family.in_(families),
        ImportedEvent.cancelled.is_(False),
    )
    return list(session().scalars(wanted.order_by(ImportedEvent.starts_at, ImportedEvent.id)))


def dates_ahead(series_ids: Collection[UUID], now: datetime) -> dict[UUID, set[datetime]]:
    """Series -> its dates that have not begun and take place."""
    found: dict[UUID, set[datetime]] = {}
    for some in _batches(series_ids):
        rows = session().execute(
            select(Occurrence.series_id, Occurrence.local).where(
                Occurrence.series_id.in_(some),
                Occurrence.starts_at > now,
                Occurrence.state == OccurrenceState.SCHEDULED,
            )
        )
        for series_id, local in rows:
            found.setdefault(series_id, set()).add(local)
    return found


def state_of_series(series: Series) -> SeriesTarget:
    """What the source decides about a series, as it is now; an end set by anyone counts."""
    return SeriesTarget(
        series.rule, series.place, series.join_link, cancelled=series.ended_at is not None
    )


def state_of_date(row: Occurrence) -> DateTarget:
    """What the source decides about one date, as it is now."""
    cancelled = row.state == OccurrenceState.CANCELLED
    return DateTarget(row.starts_at, row.ends_at, row.place, cancelled)


def plain_date(series: Series, local: datetime) -> DateTarget:
    """The date as the series alone would have it."""
    slot = slot_at(series.rule, local)
    return DateTarget(slot.starts_at, slot.ends_at, None)


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, A_QUERY)):
        yield some
