"""Recurring sessions of a center: made, changed from now on, ended."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select

from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.schedule.models import Enrolment, Occurrence, Series, SeriesTopic
from patient_app.schedule.queries.series import get_topic
from patient_app.schedule.refusals import SeriesHasEnded
from patient_app.schedule.rules.drafts import SeriesDraft
from patient_app.schedule.rules.zones import instant_of
from patient_app.schedule.service.laying_out import BEHIND, materialise_series
from patient_app.schedule.service.leading import tell_of_series
from patient_app.schedule.service.realigning import (
    drop_dates,
    realign,
    tell_of_leader,
    tell_of_link,
    tell_of_place,
)
from patient_app.schedule.service.rows import require_staff, series_to_change

ONE_DAY = timedelta(days=1)


@unit_of_work()
def create_series(center_id: UUID, draft: SeriesDraft, now: datetime, *, by: Actor | None) -> UUID:
    """A new series, its dates laid out from four weeks back to eight weeks ahead.

    Nobody is enrolled, so no patient sees it yet. Raises NotStaffHere, NotFound (topic).
    """
    require_staff(center_id, draft.facilitator_id, now)
    starts_at = instant_of(draft.rule.starts_local, draft.rule.zone_info)
    series = Series(
        center_id=center_id,
        import_id=draft.import_id,
        source_uid=draft.source_uid,
        laid_out_until=max(starts_at, now - BEHIND),
        made_at=now,
    )
    describe(series, draft)
    session().add(series)
    session().flush()
    _set_rotation(series, draft.topic_ids)
    materialise_series(series.id, now)
    return series.id


@unit_of_work()
def change_series(
    center_id: UUID, series_id: UUID, draft: SeriesDraft, now: datetime, *, by: Actor | None
) -> None:
    """From now on. Sessions that have begun stay as they were; dates changed one by one too.

    A date whose time changed keeps its place and asks again who is coming. Dates that are no
    longer part of the series are cancelled when someone has answered or they are near, else
    removed. Raises NotFound, SeriesHasEnded or NotStaffHere.
    """
    series = series_to_change(center_id, series_id)
    if series.ended_at is not None and series.ended_at <= now:
        raise SeriesHasEnded
    require_staff(center_id, draft.facilitator_id, now)
    old_zone, old_place, old_link = series.rule.zone_info, series.place, series.join_link
    old_leader = series.facilitator_id
    describe(series, draft)
    session().flush()
    _set_rotation(series, draft.topic_ids)
    realign(series, old_zone, now, by)
    if series.place != old_place:
        tell_of_place(series, old_place, now, by)
    if series.facilitator_id != old_leader:
        tell_of_leader(series, old_leader, now, by)
        tell_of_series(series, now, by)
    if series.join_link != old_link:
        tell_of_link(series, now, by)


@unit_of_work()
def end_series(
    center_id: UUID, series_id: UUID, last_on: date, now: datetime, *, by: Actor | None
) -> None:
    """The last day is `last_on`; later dates go, and places end with it. Raises NotFound."""
    series = series_to_change(center_id, series_id)
    midnight = datetime.combine(last_on + ONE_DAY, time.min)
    series.ended_at = instant_of(midnight, series.rule.zone_info)
    later = (
        select(Occurrence)
        .where(
            Occurrence.series_id == series.id,
            Occurrence.starts_at > now,
            Occurrence.held_on > last_on,
        )
        .with_for_update()
    )
    drop_dates(session().scalars(later).all(), now, by)
    _end_places(series.id, last_on)


def describe(series: Series, draft: SeriesDraft) -> None:
    """Everything a draft says, except its topics."""
    series.rule = draft.rule
    series.kind, series.title, series.title_es = draft.kind, draft.title, draft.title_es or None
    series.place, series.join_link = draft.place or None, draft.join_link or None
    series.facilitator_id, series.capacity = draft.facilitator_id, draft.capacity
    series.rotation_start = draft.rotation_start


def _set_rotation(series: Series, topic_ids: tuple[UUID, ...]) -> None:
    for topic_id in topic_ids:
        get_topic(series.center_id, topic_id)
    session().execute(delete(SeriesTopic).where(SeriesTopic.series_id == series.id))
    session().add_all(
        SeriesTopic(series_id=series.id, topic_id=topic_id, position=position)
        for position, topic_id in enumerate(topic_ids)
    )
    session().flush()


def _end_places(series_id: UUID, last_on: date) -> None:
    open_places = select(Enrolment).where(
        Enrolment.series_id == series_id,
        or_(Enrolment.until_on.is_(None), Enrolment.until_on > last_on),
    )
    for place in session().scalars(open_places.with_for_update()):
        place.until_on = last_on
