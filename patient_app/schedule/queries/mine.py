"""A patient's own sessions. No roster, no other person: one query, whatever the number."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from patient_app.core.db import Instant, session
from patient_app.core.errors import NotFound
from patient_app.core.sealed.field import bound_to
from patient_app.core.sealed.ring import unseal
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
from patient_app.schedule.rules.kinds import (
    ChangeKind,
    IntentAnswer,
    OccurrenceState,
    RequestState,
    SeriesKind,
)
from patient_app.schedule.rules.mine import (
    Change,
    MyRequest,
    MySession,
    MySessionPage,
    TopicName,
)

_PERSON = bindparam("person", type_=Uuid())
_CENTER = bindparam("center", type_=Uuid())
_OWN_LINK = Occurrence.__table__.c.join_link_sealed
_SERIES_LINK = Series.__table__.c.join_link_sealed
_ASKED = SessionRequest.__table__.c.note_sealed
_ANSWERED = SessionRequest.__table__.c.answer_sealed


def my_sessions(
    person_id: UUID,
    center_id: UUID,
    from_: datetime,
    until: datetime,
    *,
    and_news: bool = False,
) -> list[MySession]:
    """Sessions that end after `from_` and start before `until`, cancelled ones included.

    `and_news` adds later ones that changed since the person last looked.
    """
    asked = {"person": person_id, "center": center_id, "from": from_, "until": until}
    return [_as_mine(row) for row in session().execute(_between(and_news), asked)]


@cache
def _between(and_news: bool) -> Select[*tuple[Any, ...]]:
    # Today and Schedule ask this each time; building it costs more than running it.
    in_time: ColumnElement[bool] = Occurrence.starts_at < bindparam("until", type_=Instant())
    wanted = _sessions(_PERSON, _CENTER).where(
        Occurrence.ends_at > bindparam("from", type_=Instant())
    )
    if and_news:
        wanted = wanted.outerjoin(ScheduleLook, ScheduleLook.person_id == _PERSON)
        in_time = or_(in_time, _is_news())
    return wanted.where(in_time).order_by(Occurrence.starts_at, Occurrence.id)


def my_session(person_id: UUID, center_id: UUID, occurrence_id: UUID) -> MySession:
    """One own session. Raises NotFound for anyone else's."""
    wanted = _sessions(person_id, center_id).where(Occurrence.id == occurrence_id)
    found = session().execute(wanted).first()
    if found is None:
        raise NotFound
    return _as_mine(found)


def my_session_page(person_id: UUID, center_id: UUID, occurrence_id: UUID) -> MySessionPage:
    """One own session with its words and changes (the latest first). One query.

    Raises NotFound for anyone else's.
    """
    wanted = _sessions(person_id, center_id).add_columns(
        _OWN_LINK.label("own_link"),
        _SERIES_LINK.label("series_link"),
        _ASKED.label("asked"),
        _ANSWERED.label("answered"),
        ScheduleChange.kind.label("change_kind"),
        ScheduleChange.at.label("change_at"),
        ScheduleChange.was_at,
        ScheduleChange.is_at,
    )
    rows = (
        session()
        .execute(
            wanted.outerjoin(ScheduleChange, ScheduleChange.occurrence_id == Occurrence.id)
            .where(Occurrence.id == occurrence_id)
            .order_by(ScheduleChange.at.desc(), ScheduleChange.id)
        )
        .all()
    )
    if not rows:
        raise NotFound
    row = rows[0]
    return MySessionPage(
        session=_as_mine(row),
        join_link=_opened(row.own_link, "occurrence.join_link", row.id)
        or _opened(row.series_link, "series.join_link", row.series_id),
        asked=_opened(row.asked, "session_request.note", row.request_id),
        answered=_opened(row.answered, "session_request.answer", row.request_id),
        changes=tuple(
            Change(ChangeKind(each.change_kind), each.change_at, each.was_at, each.is_at)
            for each in rows
            if each.change_kind
        ),
    )


def _opened(held: bytes | None, contract: str, row_id: UUID) -> str | None:
    return None if held is None else unseal(held, bound_to(contract, row_id))


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
        known_since=row.known_since,
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
