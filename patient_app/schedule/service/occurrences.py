"""One dated session cancelled, moved or given something of its own; the rest stays."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from patient_app.core.actors import Actor
from patient_app.core.db import unit_of_work
from patient_app.schedule.models import Occurrence
from patient_app.schedule.queries.series import get_series, get_topic
from patient_app.schedule.refusals import NewTimeInPast, SessionOver
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.rules.kinds import ChangeKind, OccurrenceState
from patient_app.schedule.rules.recurrence import Slot
from patient_app.schedule.rules.zones import instant_of, wall_time
from patient_app.schedule.service.changes import note_change
from patient_app.schedule.service.leading import tell_of_date
from patient_app.schedule.service.rows import occurrence_to_change, require_staff


@unit_of_work()
def cancel_occurrence(
    center_id: UUID,
    occurrence_id: UUID,
    now: datetime,
    *,
    by: Actor | None,
    reason: str | None = None,
) -> None:
    """It does not take place; `reason` is one line for the people enrolled. Twice is once.

    Raises NotFound or SessionOver.
    """
    row = _not_over(center_id, occurrence_id, now)
    row.reason = reason or row.reason
    if row.state != OccurrenceState.CANCELLED:
        row.state = OccurrenceState.CANCELLED
        note_change(row, ChangeKind.CANCELLED, now, by)


@unit_of_work()
def restore_occurrence(
    center_id: UUID, occurrence_id: UUID, now: datetime, *, by: Actor | None
) -> None:
    """It takes place after all; whoever said they were coming is asked again."""
    row = _not_over(center_id, occurrence_id, now)
    if row.state != OccurrenceState.SCHEDULED:
        row.state, row.moves = OccurrenceState.SCHEDULED, row.moves + 1
        row.reason = None
        note_change(row, ChangeKind.RESTORED, now, by)


@unit_of_work()
def move_occurrence(
    center_id: UUID, occurrence_id: UUID, to: NewTime, now: datetime, *, by: Actor | None
) -> None:
    """It takes place at another time; answers given so far no longer hold.

    Raises NotFound, SessionOver or NewTimeInPast. The same time again changes nothing.
    """
    row = _not_over(center_id, occurrence_id, now)
    zone = get_series(center_id, row.series_id).rule.zone_info
    starts_at = instant_of(to.starts_local, zone)
    length = timedelta(minutes=to.minutes) if to.minutes else _length(row, zone)
    ends_at = instant_of(to.starts_local + length, zone)
    if (starts_at, ends_at) == (row.starts_at, row.ends_at):
        return
    if starts_at <= now:
        raise NewTimeInPast
    retime(row, Slot(starts_at, max(ends_at, starts_at), to.starts_local), zone, now, by)
    if starts_at == instant_of(row.local, zone):
        row.moved_from_at = None


def retime(row: Occurrence, slot: Slot, zone: ZoneInfo, now: datetime, by: Actor | None) -> None:
    """Give a session the time of `slot` and ask again who is coming."""
    was_at = row.starts_at
    row.starts_at, row.ends_at = slot.starts_at, slot.ends_at
    row.held_on = wall_time(slot.starts_at, zone).date()
    row.moves += 1
    row.moved_from_at = row.moved_from_at or was_at
    note_change(row, ChangeKind.MOVED, now, by, was_at=was_at)


@unit_of_work()
def substitute(
    center_id: UUID,
    occurrence_id: UUID,
    facilitator_id: UUID | None,
    now: datetime,
    *,
    by: Actor | None,
) -> None:
    """Someone else leads this one date, and sees its roster and nothing else; everyone on it
    can read who was named.

    None gives it back to the series' own. Raises NotFound, SessionOver or NotStaffHere.
    """
    row = _not_over(center_id, occurrence_id, now)
    require_staff(center_id, facilitator_id, now)
    if row.facilitator_id != facilitator_id:
        usual = get_series(center_id, row.series_id).facilitator_id
        leader = row.facilitator_id or usual, facilitator_id or usual
        row.facilitator_id = facilitator_id
        note_change(row, ChangeKind.FACILITATOR, now, by, leader=leader)
        tell_of_date(row, by)


@unit_of_work()
def set_place(
    center_id: UUID, occurrence_id: UUID, place: str | None, now: datetime, *, by: Actor | None
) -> None:
    """Another place for this date; None goes back to the series' own."""
    row = _not_over(center_id, occurrence_id, now)
    if row.place != (place or None):
        give_place(row, place or None, get_series(center_id, row.series_id).place, now, by)


def give_place(
    row: Occurrence, place: str | None, usual: str | None, now: datetime, by: Actor | None
) -> None:
    """Its own place, or None for the series' usual one."""
    turn = row.place or usual, place or usual
    row.place = place
    note_change(row, ChangeKind.PLACE, now, by, place=turn)


@unit_of_work()
def set_join_link(
    center_id: UUID, occurrence_id: UUID, link: str | None, now: datetime, *, by: Actor | None
) -> None:
    """Another https link for this date; None goes back to the series' own."""
    row = _not_over(center_id, occurrence_id, now)
    if row.join_link != (link or None):
        row.join_link = link or None
        note_change(row, ChangeKind.JOIN_LINK, now, by)


@unit_of_work()
def set_topic(
    center_id: UUID, occurrence_id: UUID, topic_id: UUID | None, now: datetime, *, by: Actor | None
) -> None:
    """Another topic for this date; None goes back to the rotation. Other dates keep theirs."""
    row = _not_over(center_id, occurrence_id, now)
    if topic_id is not None:
        get_topic(center_id, topic_id)
    if row.own_topic_id != topic_id:
        row.own_topic_id = topic_id
        note_change(row, ChangeKind.TOPIC, now, by)


def _not_over(center_id: UUID, occurrence_id: UUID, now: datetime) -> Occurrence:
    row = occurrence_to_change(center_id, occurrence_id)
    if row.ends_at <= now:
        raise SessionOver
    return row


def _length(row: Occurrence, zone: ZoneInfo) -> timedelta:
    """Its length by the clock on the wall, as it is now."""
    return wall_time(row.ends_at, zone) - wall_time(row.starts_at, zone)
