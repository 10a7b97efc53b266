"""When a series changes, the dates ahead follow; those behind stay."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.schedule.models import (
    Attendance,
    AttendanceIntent,
    Occurrence,
    ScheduleChange,
    Series,
    SessionRequest,
)
from patient_app.schedule.rules.kinds import ChangeKind, OccurrenceState
from patient_app.schedule.rules.recurrence import Slot
from patient_app.schedule.rules.recurrence import materialise as slots_between
from patient_app.schedule.rules.zones import instant_of, wall_time
from patient_app.schedule.service.changes import note_change
from patient_app.schedule.service.laying_out import AHEAD, add_dates, end_of_layout, topics_for
from patient_app.schedule.service.occurrences import retime

NEAR = timedelta(weeks=2)
"""A date this near does not vanish in silence: people have it in their heads."""


def realign(series: Series, old_zone: ZoneInfo, now: datetime, by: Actor | None) -> None:
    """Match the rows ahead with what the rule gives now: by wall time, else by day.

    A date that was moved by itself stays where it was moved to.
    """
    slots = slots_between(series.rule, now, end_of_layout(series, now))
    free = {slot.local: slot for slot in slots}
    left = []
    for row in _rows_ahead(series, now):
        slot = free.pop(row.local, None) or _same_day(free, row)
        if slot is None:
            left.append(row)
            continue
        moved_alone = instant_of(row.local, old_zone) != row.starts_at
        row.local = slot.local
        if not moved_alone:
            _follow(row, series, slot, now, by)
    drop_dates(left, now, by)
    add_dates(series, free.values())
    series.laid_out_until = now + AHEAD
    _give_topics(series, now)


def _same_day(free: dict[datetime, Slot], row: Occurrence) -> Slot | None:
    found = next((local for local in free if local.date() == row.local.date()), None)
    return free.pop(found) if found else None


def drop_dates(rows: Iterable[Occurrence], now: datetime, by: Actor | None) -> None:
    """Remove dates nobody has touched; cancel those near or answered."""
    rows = list(rows)
    touched = _touched([row.id for row in rows])
    for row in rows:
        if row.id in touched or row.starts_at < now + NEAR:
            _cancel(row, now, by)
            continue
        session().execute(delete(ScheduleChange).where(ScheduleChange.occurrence_id == row.id))
        session().delete(row)
    session().flush()


def _rows_ahead(series: Series, now: datetime) -> Sequence[Occurrence]:
    wanted = select(Occurrence).where(Occurrence.series_id == series.id, Occurrence.starts_at > now)
    return session().scalars(wanted.order_by(Occurrence.starts_at).with_for_update()).all()


def _follow(row: Occurrence, series: Series, slot: Slot, now: datetime, by: Actor | None) -> None:
    if row.state == OccurrenceState.SCHEDULED and row.starts_at != slot.starts_at:
        retime(row, slot, series.rule.zone_info, now, by)
        return
    row.starts_at, row.ends_at = slot.starts_at, slot.ends_at
    row.held_on = wall_time(slot.starts_at, series.rule.zone_info).date()


def _cancel(row: Occurrence, now: datetime, by: Actor | None) -> None:
    if row.state != OccurrenceState.CANCELLED:
        row.state = OccurrenceState.CANCELLED
        note_change(row, ChangeKind.CANCELLED, now, by)


def _touched(ids: Sequence[UUID]) -> set[UUID]:
    """Dates that somebody has answered, asked about or been marked for. Three queries."""
    found: set[UUID] = set()
    for table in (AttendanceIntent, Attendance, SessionRequest):
        column = table.occurrence_id
        found |= set(session().scalars(select(column).where(column.in_(ids))))
    return found


def tell_of_place(series: Series, old: str | None, now: datetime, by: Actor | None) -> None:
    """The whole series has a new place: say so at the dates that are near and inherit it."""
    for row in _near(series, now):
        if row.place is None:
            note_change(row, ChangeKind.PLACE, now, by, place=(old, series.place))


def tell_of_leader(series: Series, old: UUID | None, now: datetime, by: Actor | None) -> None:
    """Somebody else leads the whole series: the same."""
    for row in _near(series, now):
        if row.facilitator_id is None:
            leader = old, series.facilitator_id
            note_change(row, ChangeKind.FACILITATOR, now, by, leader=leader)


def tell_of_link(series: Series, now: datetime, by: Actor | None) -> None:
    """The whole series has a new link: the same."""
    for row in _near(series, now):
        if row.join_link is None:
            note_change(row, ChangeKind.JOIN_LINK, now, by)


def _near(series: Series, now: datetime) -> list[Occurrence]:
    return [row for row in _rows_ahead(series, now) if row.starts_at < now + NEAR]


def _give_topics(series: Series, now: datetime) -> None:
    rows = _rows_ahead(series, now)
    topics = topics_for(series, [row.local for row in rows])
    for row in rows:
        row.topic_id = topics.get(row.local)
