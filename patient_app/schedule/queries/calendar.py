"""A center's calendar, for staff: sessions with counts, never names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select

from patient_app.core.db import session
from patient_app.episodes.queries.attending import attending_at
from patient_app.schedule.models import AttendanceIntent, Enrolment, Occurrence, Series, Topic
from patient_app.schedule.rules.kinds import IntentAnswer, OccurrenceState, SeriesKind
from patient_app.schedule.rules.mine import TopicName


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One dated session as the center sees it."""

    id: UUID
    series_id: UUID
    kind: SeriesKind
    title: str
    title_es: str | None
    starts_at: datetime
    ends_at: datetime
    zone: str
    cancelled: bool
    place: str | None
    topic: TopicName | None
    facilitator_id: UUID | None
    substituted: bool
    moved_from_at: datetime | None
    people: int
    coming: int
    cannot: int


def sessions_between(
    center_id: UUID,
    from_: datetime,
    until: datetime,
    *,
    facilitator_id: UUID | None = None,
    series_id: UUID | None = None,
) -> list[StaffSession]:
    """Sessions of a center that end after `from_` and start before `until`, in order.

    Only those one person leads, or of one series, when asked. One query.
    """
    conditions = [
        Occurrence.center_id == center_id,
        Occurrence.ends_at > from_,
        Occurrence.starts_at < until,
    ]
    if facilitator_id is not None:
        conditions.append(_leader() == facilitator_id)
    if series_id is not None:
        conditions.append(Occurrence.series_id == series_id)
    rows = session().execute(
        select(
            Occurrence,
            Series,
            Topic,
            _leader().label("leader"),
            _people(center_id).label("people"),
            _answered(IntentAnswer.COMING, IntentAnswer.LATE).label("coming"),
            _answered(IntentAnswer.CANNOT).label("cannot"),
        )
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Topic, Topic.id == func.coalesce(Occurrence.own_topic_id, Occurrence.topic_id))
        .where(*conditions)
        .order_by(Occurrence.starts_at, Series.title, Occurrence.id)
    )
    return [_as_staff_session(row) for row in rows]


def _leader() -> ColumnElement[Any]:
    return func.coalesce(Occurrence.facilitator_id, Series.facilitator_id)


def _people(center_id: UUID) -> ScalarSelect[Any]:
    return (
        select(func.count(Enrolment.id))
        .where(
            Enrolment.series_id == Occurrence.series_id,
            Enrolment.from_on <= Occurrence.held_on,
            or_(Enrolment.until_on.is_(None), Enrolment.until_on >= Occurrence.held_on),
            Enrolment.episode_id.in_(attending_at(center_id)),
        )
        .correlate(Occurrence)
        .scalar_subquery()
    )


def _answered(*answers: IntentAnswer) -> ScalarSelect[Any]:
    return (
        select(func.count(AttendanceIntent.id))
        .where(
            and_(
                AttendanceIntent.occurrence_id == Occurrence.id,
                AttendanceIntent.moves == Occurrence.moves,
                AttendanceIntent.answer.in_(answers),
            )
        )
        .correlate(Occurrence)
        .scalar_subquery()
    )


def _as_staff_session(row: Any) -> StaffSession:
    occurrence, series, topic = row.Occurrence, row.Series, row.Topic
    return StaffSession(
        id=occurrence.id,
        series_id=series.id,
        kind=SeriesKind(series.kind),
        title=series.title,
        title_es=series.title_es,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        zone=series.zone,
        cancelled=occurrence.state == OccurrenceState.CANCELLED,
        place=occurrence.place or series.place,
        topic=TopicName(topic.code, topic.name_en, topic.name_es) if topic else None,
        facilitator_id=row.leader,
        substituted=occurrence.facilitator_id is not None,
        moved_from_at=occurrence.moved_from_at,
        people=row.people,
        coming=row.coming,
        cannot=row.cannot,
    )
