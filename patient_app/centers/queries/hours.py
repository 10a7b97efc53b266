"""When the office answers."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select

from patient_app.centers.models import Closure, OpeningHours
from patient_app.centers.queries.centers import get_center, today_at
from patient_app.centers.rules.settings import Office, Stretch
from patient_app.core.db import session


def stretches_of(center_id: UUID) -> list[Stretch]:
    """The week from Monday, each day in order of time."""
    wanted = select(OpeningHours).where(OpeningHours.center_id == center_id)
    rows = session().scalars(wanted.order_by(OpeningHours.weekday, OpeningHours.opens_local))
    return [Stretch(row.weekday, row.opens_local, row.closes_local) for row in rows]


def opening_hours(center_id: UUID) -> dict[int, list[tuple[time, time]]]:
    """{0 = Monday: [(opens, closes)]} on the center's wall clock, as working time is counted."""
    week: dict[int, list[tuple[time, time]]] = {}
    for stretch in stretches_of(center_id):
        week.setdefault(stretch.weekday, []).append((stretch.opens_local, stretch.closes_local))
    return week


def closures_of(center_id: UUID, from_on: date) -> list[Closure]:
    """Days closed from `from_on` on, in order."""
    wanted = select(Closure).where(Closure.center_id == center_id, Closure.closed_on >= from_on)
    return list(session().scalars(wanted.order_by(Closure.closed_on)))


def closed_days(center_id: UUID, from_on: date) -> set[date]:
    """The dates of `closures_of`."""
    return {row.closed_on for row in closures_of(center_id, from_on)}


def office_of(center_id: UUID, now: datetime) -> Office:
    """How the office can be reached from today on."""
    center = get_center(center_id)
    return Office(
        center_id=center.id,
        zone=center.zone,
        phone=center.office_phone,
        after_hours=center.after_hours_phone,
        hours=tuple(stretches_of(center_id)),
        closed_on=tuple(row.closed_on for row in closures_of(center_id, today_at(center_id, now))),
    )
