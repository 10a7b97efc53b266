"""What Today asks of the log, in one statement."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Row, Select, Uuid, bindparam, literal, select, union_all

from patient_app.core.db import Instant, fetch
from patient_app.cravings.models import CheckIn, CravingEntry
from patient_app.cravings.queries.entry import wall
from patient_app.cravings.rules.scales import LOWEST, Source

ASKS_FOR = timedelta(hours=24)
"""So long an urge is asked about afterwards."""

ASKS_AFTER = timedelta(minutes=15)
"""An urge rises and falls in about a quarter of an hour: earlier there is nothing to tell yet."""


@dataclass(frozen=True, slots=True)
class OpenUrge:
    """The latest urge of which nobody said yet how it went. `local` is naive wall time."""

    record_id: UUID
    local: datetime
    occurred_at: datetime
    intensity: int


@dataclass(frozen=True, slots=True)
class TodaysCheckIn:
    """A check-in of today, and when it reached us."""

    record_id: UUID
    revision_id: UUID
    mood: int | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Glance:
    """`check_ins` of today, the latest first; never more than two."""

    urge: OpenUrge | None
    check_ins: tuple[TodaysCheckIn, ...]


def glance(person_id: UUID, today: date, now: datetime) -> Glance:
    """The open urge of the last day, and today's check-ins. One query."""
    values = {
        "person": person_id,
        "today": today,
        "since": now - ASKS_FOR,
        "until": now - ASKS_AFTER,
    }
    rows = fetch(_glance(), values)
    urges = [_urge(row) for row in rows if row.kind == "urge"]
    days = (_check_in(row) for row in rows if row.kind == "day")
    latest_first = sorted(days, key=lambda each: each.received_at, reverse=True)
    return Glance(urges[0] if urges else None, tuple(latest_first))


def _urge(row: Row[Any]) -> OpenUrge:
    return OpenUrge(row.record_id, wall(row.at, row.offset_minutes), row.at, row.number)


def _check_in(row: Row[Any]) -> TodaysCheckIn:
    return TodaysCheckIn(row.record_id, row.revision_id, row.number, row.at)


@cache
def _glance() -> Select[Any]:
    person = bindparam("person", type_=Uuid())
    urge = (
        select(
            literal("urge").label("kind"),
            CravingEntry.record_id,
            CravingEntry.revision_id,
            CravingEntry.occurred_at.label("at"),
            CravingEntry.offset_minutes,
            CravingEntry.intensity.label("number"),
        )
        .where(
            CravingEntry.person_id == person,
            CravingEntry.withdrawn_at.is_(None),
            CravingEntry.occurred_at >= bindparam("since", type_=Instant()),
            CravingEntry.occurred_at <= bindparam("until", type_=Instant()),
            # Of what had passed when it was told, and of none at all, there is nothing to ask.
            CravingEntry.source != Source.PASSED.value,
            CravingEntry.intensity > LOWEST,
            CravingEntry.after.is_(None),
            CravingEntry.outcome.is_(None),
        )
        .order_by(CravingEntry.occurred_at.desc())
        .limit(1)
    )
    day = (
        select(
            literal("day"),
            CheckIn.record_id,
            CheckIn.revision_id,
            CheckIn.received_at,
            literal(0, Integer),
            CheckIn.mood,
        )
        .where(
            CheckIn.person_id == person,
            CheckIn.withdrawn_at.is_(None),
            CheckIn.on_date == bindparam("today", type_=Date()),
        )
        .order_by(CheckIn.received_at.desc())
        .limit(2)
    )
    both = union_all(select(urge.subquery()), select(day.subquery())).subquery("glance")
    return select(both)
