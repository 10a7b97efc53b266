"""A center's calendar, for staff: sessions with counts, never names."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, ScalarSelect, Select, Uuid, bindparam, func, or_, select

from patient_app.core.db import Instant, fetch
from patient_app.episodes.queries.attending import attending_at
from patient_app.schedule.models import Enrolment, Occurrence, Series
from patient_app.schedule.rules.kinds import OccurrenceState, SeriesKind

_CENTER = bindparam("center", type_=Uuid())


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
    facilitator_id: UUID | None
    substituted: bool
    moved_from_at: datetime | None
    people: int


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
    wanted = _sessions_between()
    if facilitator_id is not None:
        leader = func.coalesce(Occurrence.facilitator_id, Series.facilitator_id)
        wanted = wanted.where(leader == facilitator_id)
    if series_id is not None:
        wanted = wanted.where(Occurrence.series_id == series_id)
    asked = {"center": center_id, "from": from_, "until": until}
    return [_as_staff_session(row) for row in fetch(wanted, asked)]


@cache
def _sessions_between() -> Select[*tuple[Any, ...]]:
    # Built once: building it costs more than running it.
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
            Occurrence.facilitator_id.label("substitute_id"),
            Series.facilitator_id,
            Occurrence.moved_from_at,
            _people().label("people"),
        )
        .join(Series, Series.id == Occurrence.series_id)
        .where(
            Occurrence.center_id == _CENTER,
            Occurrence.ends_at > bindparam("from", type_=Instant()),
            Occurrence.starts_at < bindparam("until", type_=Instant()),
        )
        .order_by(Occurrence.starts_at, Series.title, Occurrence.id)
    )


def _people() -> ScalarSelect[Any]:
    return (
        select(func.count(Enrolment.id))
        .where(
            Enrolment.series_id == Occurrence.series_id,
            Enrolment.from_on <= Occurrence.held_on,
            or_(Enrolment.until_on.is_(None), Enrolment.until_on >= Occurrence.held_on),
            Enrolment.episode_id.in_(attending_at(_CENTER)),
        )
        .correlate(Occurrence)
        .scalar_subquery()
    )


def _as_staff_session(row: Row[*tuple[Any, ...]]) -> StaffSession:
    return StaffSession(
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
        facilitator_id=row.substitute_id or row.facilitator_id,
        substituted=row.substitute_id is not None,
        moved_from_at=row.moved_from_at,
        people=row.people,
    )
