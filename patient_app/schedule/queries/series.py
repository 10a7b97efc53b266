"""Series and topics of a center, for staff."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    Uuid,
    bindparam,
    func,
    or_,
    select,
)

from patient_app.core.db import Instant, session
from patient_app.core.errors import NotFound
from patient_app.schedule.models import Enrolment, Occurrence, Series, SeriesTopic, Topic
from patient_app.schedule.rules.mine import TopicName
from patient_app.schedule.rules.titles import Titles


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series with how many people have a place in it today."""

    series: Series
    enrolled: int


def get_series(center_id: UUID, series_id: UUID) -> Series:
    """A series of this center. Raises NotFound."""
    found = session().get(Series, series_id)
    if found is None or found.center_id != center_id:
        raise NotFound
    return found


def series_of(center_id: UUID, today: date, now: datetime) -> list[SeriesLine]:
    """Running series by title. One query."""
    rows = session().execute(_running(), {"center": center_id, "today": today, "now": now})
    return [SeriesLine(series, int(count)) for series, count in rows]


@cache
def _running() -> Select[Series, int]:
    places = (
        select(func.count(Enrolment.id))
        .where(Enrolment.series_id == Series.id, *_on(bindparam("today", type_=Date())))
        .scalar_subquery()
    )
    return (
        select(Series, places)
        .where(
            Series.center_id == bindparam("center", type_=Uuid()),
            or_(Series.ended_at.is_(None), Series.ended_at > bindparam("now", type_=Instant())),
        )
        .order_by(Series.title, Series.starts_local, Series.id)
    )


def series_rows(series_ids: Collection[UUID]) -> dict[UUID, Series]:
    """Several series of any center, by id. One query."""
    wanted = select(Series).where(Series.id.in_(series_ids))
    return {row.id: row for row in session().scalars(wanted)}


def places_taken(series_id: UUID, on: date) -> int:
    """How many people have a place that day."""
    wanted = select(func.count(Enrolment.id)).where(Enrolment.series_id == series_id, *_on(on))
    return int(session().scalar(wanted) or 0)


def topics_of(center_id: UUID) -> list[Topic]:
    """The center's topics, by English name."""
    wanted = select(Topic).where(Topic.center_id == center_id)
    return list(session().scalars(wanted.order_by(Topic.name_en, Topic.id)))


def get_topic(center_id: UUID, topic_id: UUID) -> Topic:
    """A topic of this center. Raises NotFound."""
    found = session().get(Topic, topic_id)
    if found is None or found.center_id != center_id:
        raise NotFound
    return found


def rotation_of(series_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Topic ids in order, by series. One query."""
    rows = session().execute(
        select(SeriesTopic.series_id, SeriesTopic.topic_id)
        .where(SeriesTopic.series_id.in_(series_ids))
        .order_by(SeriesTopic.series_id, SeriesTopic.position)
    )
    found: dict[UUID, list[UUID]] = {}
    for series_id, topic_id in rows:
        found.setdefault(series_id, []).append(topic_id)
    return found


def _on(day: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    return (
        Enrolment.from_on <= day,
        or_(Enrolment.until_on.is_(None), Enrolment.until_on >= day),
    )


def topic_of(occurrence: Occurrence) -> TopicName | None:
    """What a dated session is about: its own topic, else what the rotation gives."""
    topic_id = occurrence.own_topic_id or occurrence.topic_id
    topic = session().get(Topic, topic_id) if topic_id else None
    return TopicName(topic.code, topic.name_en, topic.name_es) if topic else None


def titles_of(center_id: UUID, series_ids: Collection[UUID]) -> dict[UUID, Titles]:
    """What several series of a center are called. One query."""
    rows = session().execute(
        select(Series.id, Series.title, Series.title_es).where(
            Series.center_id == center_id, Series.id.in_(series_ids)
        )
    )
    return {row.id: Titles(row.title, row.title_es) for row in rows}
