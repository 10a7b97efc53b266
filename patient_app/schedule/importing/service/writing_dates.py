"""A change to one date of a series, now or once the date is laid out."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.schedule.importing.models import ImportedEvent
from patient_app.schedule.importing.queries.known import plain_date, state_of_date
from patient_app.schedule.importing.rules.plan import Line, local_of
from patient_app.schedule.importing.rules.targets import DateTarget, date_target
from patient_app.schedule.importing.service.errand import Errand, remember
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.queries.series import get_series
from patient_app.schedule.rules.kinds import ChangeKind, OccurrenceState
from patient_app.schedule.rules.recurrence import Slot
from patient_app.schedule.rules.zones import instant_of
from patient_app.schedule.service.changes import note_change
from patient_app.schedule.service.occurrences import give_place, retime


def take_date(errand: Errand, line: Line, series_id: UUID | None, *, is_new: bool) -> None:
    """Have one date follow the source; a date that is over stays, unless the series `is_new`.

    Without a series (it came cancelled) there is nothing to change, only to remember.
    """
    if series_id is None:
        remember(errand, line, None, None)
        return
    series = get_series(errand.center_id, series_id)
    local = line.record.recurrence_id
    row = _date(series_id, local) if local else None
    target = date_target(line.record, series.place)
    written = None
    if row and (is_new or row.ends_at > errand.now):
        write_date(row, target, series, errand.now, errand.by)
        written = state_of_date(row).fingerprint
    waiting = row is None and local is not None and _is_to_come(series, local)
    remember(errand, line, series_id, written, waiting=waiting)


def write_date(
    row: Occurrence, target: DateTarget, series: Series, now: datetime, by: Actor | None
) -> None:
    """Make the date what the source says, each difference written down for those enrolled."""
    if target.cancelled:
        if row.state != OccurrenceState.CANCELLED:
            row.state = OccurrenceState.CANCELLED
            note_change(row, ChangeKind.CANCELLED, now, by)
        return
    if row.state != OccurrenceState.SCHEDULED:
        row.state, row.moves, row.reason = OccurrenceState.SCHEDULED, row.moves + 1, None
        note_change(row, ChangeKind.RESTORED, now, by)
    zone = series.rule.zone_info
    if (target.starts_at, target.ends_at) != (row.starts_at, row.ends_at):
        retime(row, Slot(target.starts_at, target.ends_at, row.local), zone, now, by)
        if row.starts_at == instant_of(row.local, zone):
            row.moved_from_at = None
    if row.place != target.place:
        give_place(row, target.place, series.place, now, by)


def write_waiting(now: datetime) -> int:
    """Changes to dates that have been laid out since; each series in its own unit of work."""
    waiting = select(ImportedEvent.series_id).where(ImportedEvent.waiting.is_(True)).distinct()
    ids = [series_id for series_id in session().scalars(waiting) if series_id]
    return sum(_write_waiting_of(series_id, now) for series_id in ids)


@unit_of_work()
def _write_waiting_of(series_id: UUID, now: datetime) -> int:
    """A date that somebody has changed in the meantime stays as it is."""
    series = session().get(Series, series_id)
    wanted = select(ImportedEvent).where(
        ImportedEvent.series_id == series_id, ImportedEvent.waiting.is_(True)
    )
    done = 0
    for event in session().scalars(wanted.with_for_update()).all() if series else ():
        local = local_of(event.of_date)
        row = _date(series_id, local) if local else None
        if series is None or row is None or local is None:
            continue
        event.waiting, done = False, done + 1
        if state_of_date(row).fingerprint == plain_date(series, local).fingerprint:
            write_date(row, _kept_target(event, series), series, now, None)
        event.written = state_of_date(row).fingerprint
    return done


def _kept_target(event: ImportedEvent, series: Series) -> DateTarget:
    place = None if event.place == series.place else event.place
    return DateTarget(event.starts_at, event.ends_at, place, event.cancelled)


def _date(series_id: UUID, local: datetime) -> Occurrence | None:
    return session().scalar(
        select(Occurrence)
        .where(Occurrence.series_id == series_id, Occurrence.local == local)
        .with_for_update()
    )


def _is_to_come(series: Series, local: datetime) -> bool:
    return instant_of(local, series.rule.zone_info) >= series.laid_out_until
