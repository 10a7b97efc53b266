"""The statements behind a patient's own sessions.

Each is built once: building one costs more than running it.
"""

from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, Uuid, and_, bindparam, func, or_, select
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
from patient_app.schedule.rules.kinds import OccurrenceState

_PERSON = bindparam("person", type_=Uuid())
_CENTER = bindparam("center", type_=Uuid())

_REASON = Occurrence.__table__.c.reason_sealed
_OWN_LINK = Occurrence.__table__.c.join_link_sealed
_SERIES_LINK = Series.__table__.c.join_link_sealed
_ASKED = SessionRequest.__table__.c.note_sealed
_ANSWERED = SessionRequest.__table__.c.answer_sealed


class Later(StrEnum):
    """Which sessions that start after `until` belong to a page all the same."""

    NONE = "none"
    NEWS = "news"
    """Those that changed since the person last looked."""
    NEWS_AND_NEXT = "news and next"
    """These, and the next one that takes place after `now` and starts before `horizon`."""


@cache
def sessions_between(later: Later = Later.NONE) -> Select[*tuple[Any, ...]]:
    """Takes `person`, `center`, `from` and `until`, and what `later` needs."""
    in_time = [Occurrence.starts_at < bindparam("until", type_=Instant())]
    wanted = _sessions(_PERSON, _CENTER).where(
        Occurrence.ends_at > bindparam("from", type_=Instant())
    )
    if later is not Later.NONE:
        wanted = wanted.outerjoin(ScheduleLook, ScheduleLook.person_id == _PERSON)
        in_time.append(_is_news())
    if later is Later.NEWS_AND_NEXT:
        in_time.append(Occurrence.starts_at == _next_start())
    return wanted.where(or_(*in_time)).order_by(Occurrence.starts_at, Occurrence.id)


@cache
def sessions_and_changes(later: Later) -> Select[*tuple[Any, ...]]:
    """The same, one row for each change the person may know of, the latest first."""
    change = and_(
        ScheduleChange.occurrence_id == Occurrence.id, ScheduleChange.at > Enrolment.made_at
    )
    wanted = sessions_between(later).outerjoin(ScheduleChange, change)
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
        .where(*_has_place(Enrolment, Occurrence, person_id, center_id))
    )


def _has_place(
    place: type[Enrolment], dated: type[Occurrence], person_id: Given, center_id: Given
) -> tuple[ColumnElement[bool], ...]:
    return (
        place.person_id == person_id,
        place.center_id == center_id,
        place.episode_id.in_(attending(person_id, center_id)),
        place.from_on <= dated.held_on,
        or_(place.until_on.is_(None), place.until_on >= dated.held_on),
    )


def _next_start() -> ScalarSelect[Any]:
    """Asked of the database, so that a page which shows one session does not read two weeks."""
    place, dated = aliased(Enrolment), aliased(Occurrence)
    return (
        select(func.min(dated.starts_at))
        .join(place, place.series_id == dated.series_id)
        .where(
            *_has_place(place, dated, _PERSON, _CENTER),
            dated.state != OccurrenceState.CANCELLED,
            dated.ends_at > bindparam("now", type_=Instant()),
            dated.starts_at < bindparam("horizon", type_=Instant()),
        )
        .scalar_subquery()
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
