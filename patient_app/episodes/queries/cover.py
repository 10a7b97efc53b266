"""Who stands in for whom, by day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.episodes.models import Cover


def on_duty(on: date) -> tuple[ColumnElement[bool], ...]:
    """The condition under which a cover holds that day."""
    return (Cover.from_on <= on, Cover.until_on >= on)


def cover_for(center_id: UUID, staff_id: UUID, on: date) -> UUID | None:
    """Who stands in for a member of staff that day."""
    return session().scalar(
        select(Cover.cover_id).where(
            Cover.center_id == center_id, Cover.staff_id == staff_id, *on_duty(on)
        )
    )


def stands_in_for(actor: Actor, now: datetime) -> Select[UUID]:
    """Ids of the staff whom the actor covers today, for use inside another query."""
    return select(Cover.staff_id).where(
        Cover.center_id == actor.center_id,
        Cover.cover_id == actor.person_id,
        *on_duty(actor.today(now)),
    )


def covers_about(center_id: UUID, staff_id: UUID, from_on: date) -> list[Cover]:
    """A member of staff's own covers and those they do for others, not over by `from_on`."""
    wanted = select(Cover).where(
        Cover.center_id == center_id,
        Cover.until_on >= from_on,
        (Cover.staff_id == staff_id) | (Cover.cover_id == staff_id),
    )
    return list(session().scalars(wanted.order_by(Cover.from_on)))
