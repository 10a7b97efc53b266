"""The statements behind a patient's own sessions.

Each is built once: building one costs more than running it.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from patient_app.core.db import Instant
from patient_app.episodes.queries.attending import Given, attending
from patient_app.schedule.models import (
    AttendanceIntent,
    Enrolment,
    Occurrence,
    ScheduleChange,
    ScheduleLook,
    Series,
    SessionRequest,
    Topic,
)
from patient_app.schedule.queries.changes import and_what_changed

_PERSON = bindparam("person", type_=Uuid())
_CENTER = bindparam("center", type_=Uuid())

_REASON = Occurrence.__table__.c.reason_sealed
_OWN_LINK = Occurrence.__table__.c.join_link_sealed
_SERIES_LINK = Series.__table__.c.join_link_sealed
_ASKED = SessionRequest.__table__.c.note_sealed
_ANSWERED = SessionRequest.__table__.c.answer_sealed


@cache
def sessions_between(and_news: bool) -> Select[*tuple[Any, ...]]:
    """Takes `person`, `center`, `from` and `until`; `and_news` adds later ones that changed."""
    in_time: ColumnElement[bool] = Occurrence.starts_at < bindparam("until", type_=Instant())
    wanted = _sessions(_PERSON, _CENTER).where(
        Occurrence.ends_at > bindparam("from", type_=Instant())
    )
    if and_news:
        wanted = wanted.outerjoin(ScheduleLook, ScheduleLook.person_id == _PERSON)
        in_time = or_(in_time, _is_news())
    return wanted.where(in_time).order_by(Occurrence.starts_at, Occurrence.id)


@cache
def sessions_and_changes(and_news: bool) -> Select[*tuple[Any, ...]]:
    """The same, one row for each change the person may know of, the latest first."""
    change = and_(
        ScheduleChange.occurrence_id == Occurrence.id, ScheduleChange.at > Enrolment.made_at
    )
    wanted = sessions_between(and_news).outerjoin(ScheduleChange, change)
    return and_what_changed(wanted.order_by(ScheduleChange.at.desc(), ScheduleChange.id))


@cache
def one_session() -> Select[*tuple[Any, ...]]:
    """Takes `person`, `center` and `occurrence`."""
    return _sessions(_PERSON, _CENTER).where(Occurrence.id == bindparam("occurrence", type_=Uuid()))


@cache
def one_session_with_words() -> Select[*tuple[Any, ...]]:
    """The same, with sealed words; one row for each change, the latest first."""
    wanted = (
        one_session()
        .add_columns(
            _OWN_LINK.label("own_link"),
            _REASON.label("reason"),
            _SERIES_LINK.label("series_link"),
            _ASKED.label("asked"),
            _ANSWERED.label("answered"),
        )
        .outerjoin(ScheduleChange, ScheduleChange.occurrence_id == Occurrence.id)
        .order_by(ScheduleChange.at.desc(), ScheduleChange.id)
    )
    return and_what_changed(wanted)


def _is_news() -> ColumnElement[bool]:
    looked_at = ScheduleLook.looked_at
    changed = and_(
        Occurrence.changed_at > Enrolment.made_at,
        or_(looked_at.is_(None), Occurrence.changed_at > looked_at),
    )
    answered = and_(
        SessionRequest.answered_at.is_not(None),
        or_(looked_at.is_(None), SessionRequest.answered_at > looked_at),
    )
    return or_(changed, answered)


def _sessions(person_id: Given, center_id: Given) -> Select[*tuple[Any, ...]]:
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
            Enrolment.made_at.label("known_since"),
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


def _answer_that_holds(person_id: Given) -> ColumnElement[bool]:
    return and_(
        AttendanceIntent.occurrence_id == Occurrence.id,
        AttendanceIntent.person_id == person_id,
        AttendanceIntent.moves == Occurrence.moves,
    )


def _latest_request(person_id: Given) -> Any:
    asked = aliased(SessionRequest)
    return (
        select(asked.id)
        .where(asked.occurrence_id == Occurrence.id, asked.person_id == person_id)
        .order_by(asked.asked_at.desc(), asked.id)
        .limit(1)
        .correlate(Occurrence)
        .scalar_subquery()
    )
