"""Dates of a series become rows, eight weeks ahead."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.queries.series import rotation_of
from patient_app.schedule.rules.recurrence import MARGIN, Slot
from patient_app.schedule.rules.recurrence import materialise as slots_between
from patient_app.schedule.rules.rotation import places, topic_for
from patient_app.schedule.rules.zones import wall_time

AHEAD = timedelta(weeks=8)
BEHIND = timedelta(weeks=4)
"""A series that began earlier shows its last four weeks, so that attendance can be kept."""


def materialise(center_id: UUID | None, now: datetime) -> int:
    """Lay out every running series (of one center or of all), each in its own unit of work.

    Idempotent: returns how many dates are new.
    """
    wanted = select(Series.id).where(
        Series.ended_at.is_(None) | (Series.ended_at > now), Series.laid_out_until < now + AHEAD
    )
    if center_id is not None:
        wanted = wanted.where(Series.center_id == center_id)
    return sum(materialise_series(each, now) for each in session().scalars(wanted).all())


@unit_of_work()
def materialise_series(series_id: UUID, now: datetime) -> int:
    """Add the dates up to eight weeks ahead. A date that is there is never touched."""
    series = session().scalar(select(Series).where(Series.id == series_id).with_for_update())
    if series is None or series.laid_out_until >= now + AHEAD:
        return 0
    slots = slots_between(series.rule, series.laid_out_until, end_of_layout(series, now))
    series.laid_out_until = now + AHEAD
    return add_dates(series, slots)


def end_of_layout(series: Series, now: datetime) -> datetime:
    """Eight weeks ahead, or where the series ends."""
    return min(now + AHEAD, series.ended_at or now + AHEAD)


def add_dates(series: Series, slots: Iterable[Slot]) -> int:
    """Rows for those slots that have none. Returns how many."""
    known = set(
        session().scalars(select(Occurrence.local).where(Occurrence.series_id == series.id))
    )
    new = [slot for slot in slots if slot.local not in known]
    topics = topics_for(series, [slot.local for slot in new])
    session().add_all(date_of(series, slot, topics.get(slot.local)) for slot in new)
    session().flush()
    return len(new)


def topics_for(series: Series, locals_: Iterable[datetime]) -> dict[datetime, UUID | None]:
    """Which topic the rotation gives to each wall time of the series."""
    wanted = list(locals_)
    rotation = rotation_of([series.id]).get(series.id, [])
    if not rotation or not wanted:
        return {}
    place_of = places(series.rule, max(wanted) + MARGIN)
    return {
        local: topic_for(rotation, place_of[local] + series.rotation_start)
        for local in wanted
        if local in place_of
    }


def date_of(series: Series, slot: Slot, topic_id: UUID | None) -> Occurrence:
    """The row of one slot, not yet added."""
    return Occurrence(
        center_id=series.center_id,
        series_id=series.id,
        local=slot.local,
        held_on=wall_time(slot.starts_at, series.rule.zone_info).date(),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        topic_id=topic_id,
    )
