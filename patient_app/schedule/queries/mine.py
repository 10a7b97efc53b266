"""A patient's own sessions. No roster, no other person: one query, whatever the number."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.core.sealed.field import bound_to
from patient_app.core.sealed.ring import unseal
from patient_app.episodes.queries.attending import attending
from patient_app.schedule.models import (
    AttendanceIntent,
    Enrolment,
    Occurrence,
    ScheduleChange,
    Series,
    SessionRequest,
    Topic,
)
from patient_app.schedule.rules.kinds import (
    IntentAnswer,
    OccurrenceState,
    RequestState,
    SeriesKind,
)
from patient_app.schedule.rules.mine import MyRequest, MySession, TopicName

_OWN_LINK = Occurrence.__table__.c.join_link_sealed
_SERIES_LINK = Series.__table__.c.join_link_sealed


def my_sessions(
    person_id: UUID, center_id: UUID, from_: datetime, until: datetime
) -> list[MySession]:
    """Sessions that end after `from_` and start before `until`, cancelled ones included."""
    wanted = _sessions(person_id, center_id).where(
        Occurrence.ends_at > from_, Occurrence.starts_at < until
    )
    rows = session().execute(wanted.order_by(Occurrence.starts_at, Occurrence.id))
    return [_as_mine(row) for row in rows]


def my_session(person_id: UUID, center_id: UUID, occurrence_id: UUID) -> MySession:
    """One own session. Raises NotFound for anyone else's."""
    row = session().execute(_sessions(person_id, center_id).where(Occurrence.id == occurrence_id))
    found = row.first()
    if found is None:
        raise NotFound
    return _as_mine(found)


def join_link_of(occurrence_id: UUID) -> str | None:
    """Where an online session is joined: its own link, else the series'."""
    row = (
        session()
        .execute(
            select(Occurrence.id, _OWN_LINK, Series.id, _SERIES_LINK)
            .join(Series, Series.id == Occurrence.series_id)
            .where(Occurrence.id == occurrence_id)
        )
        .one()
    )
    if row[1] is not None:
        return unseal(row[1], bound_to("occurrence.join_link", row[0]))
    return unseal(row[3], bound_to("series.join_link", row[2])) if row[3] is not None else None


def my_request_words(person_id: UUID, request_id: UUID) -> tuple[str | None, str | None]:
    """What the person wrote and what they were answered."""
    row = session().get(SessionRequest, request_id)
    if row is None or row.person_id != person_id:
        raise NotFound
    return row.note, row.answer


def changes_of(occurrence_id: UUID) -> Sequence[ScheduleChange]:
    """What happened to one session, the latest first."""
    wanted = select(ScheduleChange).where(ScheduleChange.occurrence_id == occurrence_id)
    return session().scalars(wanted.order_by(ScheduleChange.at.desc())).all()


def _sessions(person_id: UUID, center_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Occurrence.id,
            Occurrence.series_id,
            Series.kind,
            Series.title,
            Series.title_es,
            Occurrence.starts_at,
            Occurrence.ends_at,
            Series.zone,
            Occurrence.state,
            func.coalesce(Occurrence.place, Series.place).label("place"),
            or_(_OWN_LINK.is_not(None), _SERIES_LINK.is_not(None)).label("online"),
            Topic.code,
            Topic.name_en,
            Topic.name_es,
            func.coalesce(Occurrence.facilitator_id, Series.facilitator_id).label("facilitator_id"),
            Occurrence.moved_from_at,
            Occurrence.moves,
            Occurrence.version,
            Occurrence.changed_at,
            AttendanceIntent.answer,
            AttendanceIntent.minutes_late,
            SessionRequest.id.label("request_id"),
            SessionRequest.state.label("request_state"),
            SessionRequest.asked_at,
            SessionRequest.due_at,
            SessionRequest.owner_id,
            SessionRequest.passed_on,
            SessionRequest.answered_at,
            SessionRequest.answered_by,
        )
        .join(Series, Series.id == Occurrence.series_id)
        .join(Enrolment, Enrolment.series_id == Occurrence.series_id)
        .outerjoin(Topic, Topic.id == func.coalesce(Occurrence.own_topic_id, Occurrence.topic_id))
        .outerjoin(AttendanceIntent, _answer_that_holds(person_id))
        .outerjoin(SessionRequest, SessionRequest.id == _latest_request(person_id))
        .where(
            Enrolment.person_id == person_id,
            Enrolment.center_id == center_id,
            Enrolment.episode_id.in_(attending(person_id, center_id)),
            Enrolment.from_on <= Occurrence.held_on,
            or_(Enrolment.until_on.is_(None), Enrolment.until_on >= Occurrence.held_on),
        )
    )


def _answer_that_holds(person_id: UUID) -> ColumnElement[bool]:
    return and_(
        AttendanceIntent.occurrence_id == Occurrence.id,
        AttendanceIntent.person_id == person_id,
        AttendanceIntent.moves == Occurrence.moves,
    )


def _latest_request(person_id: UUID) -> Any:
    asked = aliased(SessionRequest)
    return (
        select(asked.id)
        .where(asked.occurrence_id == Occurrence.id, asked.person_id == person_id)
        .order_by(asked.asked_at.desc(), asked.id)
        .limit(1)
        .correlate(Occurrence)
        .scalar_subquery()
    )


def _as_mine(row: Row[Any]) -> MySession:
    return MySession(
        id=row.id,
        series_id=row.series_id,
        kind=SeriesKind(row.kind),
        title=row.title,
        title_es=row.title_es,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        cancelled=row.state == OccurrenceState.CANCELLED,
        place=row.place,
        online=bool(row.online),
        topic=TopicName(row.code, row.name_en, row.name_es) if row.code else None,
        facilitator_id=row.facilitator_id,
        moved_from_at=row.moved_from_at,
        moves=row.moves,
        version=row.version,
        changed_at=row.changed_at,
        answer=IntentAnswer(row.answer) if row.answer else None,
        minutes_late=row.minutes_late,
        request=_request(row),
    )


def _request(row: Row[Any]) -> MyRequest | None:
    if row.request_id is None:
        return None
    return MyRequest(
        id=row.request_id,
        state=RequestState(row.request_state),
        asked_at=row.asked_at,
        due_at=row.due_at,
        owner_id=row.owner_id,
        passed_on=row.passed_on,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )
