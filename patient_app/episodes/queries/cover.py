"""Who stands in for whom, by day."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, Uuid, bindparam, select

from patient_app.core.actors import Actor
from patient_app.core.db import Instant, session
from patient_app.episodes.models import Cover

STAFF, CENTER = bindparam("staff", type_=Uuid()), bindparam("center", type_=Uuid())
NOW = bindparam("now", type_=Instant())


def on_duty(on: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    """The condition under which a cover holds that day."""
    return (Cover.from_on <= on, Cover.until_on >= on)


def cover_for(center_id: UUID, staff_id: UUID, on: date) -> UUID | None:
    """Who stands in for a member of staff that day."""
    return session().scalar(
        select(Cover.cover_id).where(
            Cover.center_id == center_id, Cover.staff_id == staff_id, *on_duty(on)
        )
    )


def reach_of(actor: Actor, now: datetime) -> dict[str, Any]:
    """What `stands_in_for` and the queries made with it ask: who looks, where and when."""
    return {
        "staff": actor.person_id,
        "center": actor.center_id,
        "today": actor.today(now),
        "now": now,
    }


def stands_in_for() -> Select[UUID]:
    """Ids of the staff whom one of them covers today, for use inside another query."""
    return select(Cover.staff_id).where(
        Cover.center_id == CENTER, Cover.cover_id == STAFF, *on_duty(bindparam("today"))
    )


def covers_about(center_id: UUID, staff_id: UUID, from_on: date) -> list[Cover]:
    """A member of staff's own covers and those they do for others, not over by `from_on`."""
    wanted = select(Cover).where(
        Cover.center_id == center_id,
        Cover.until_on >= from_on,
        (Cover.staff_id == staff_id) | (Cover.cover_id == staff_id),
    )
    return list(session().scalars(wanted.order_by(Cover.from_on)))
