"""Name, phones, hours, closures and policies. Each change is written down."""

from datetime import datetime
from itertools import pairwise
from uuid import UUID

from sqlalchemy import delete, select, update

from patient_app.centers.models import Center, CenterName, Closure, OpeningHours
from patient_app.centers.queries.centers import today_at
from patient_app.centers.refusals import HoursCross
from patient_app.centers.rules.phones import NotAPhone, dialable
from patient_app.centers.rules.settings import About, ClosedDay, Phones, Stretch, WeeklyHours
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound


@unit_of_work()
def set_about(actor: Actor, about: About, now: datetime) -> None:
    """Name, zone, languages, policies. An old name is kept with the days it held."""
    center = _own_center(actor)
    if about.name != center.name:
        _rename(center, about.name, now)
    center.zone = about.zone
    center.languages = ",".join(about.languages)
    center.privacy_contact = about.privacy_contact
    center.record_years = about.record_years
    center.request_hours = about.request_hours
    _write_down(actor, "center", center.id)


@unit_of_work()
def set_phones(actor: Actor, phones: Phones) -> None:
    """Kept as a phone dials them. Raises NotAPhone, whose details name the field."""
    center = _own_center(actor)
    center.office_phone = _number("office", phones.office)
    center.after_hours_phone = _number("after_hours", phones.after_hours)
    _write_down(actor, "center", center.id)


@unit_of_work()
def set_hours(actor: Actor, week: WeeklyHours) -> None:
    """Replace the whole week. Raises HoursCross."""
    _check(week.stretches)
    center = _own_center(actor)
    session().execute(delete(OpeningHours).where(OpeningHours.center_id == center.id))
    session().add_all(
        OpeningHours(
            center_id=center.id,
            weekday=stretch.weekday,
            opens_local=stretch.opens_local,
            closes_local=stretch.closes_local,
        )
        for stretch in week.stretches
    )
    _write_down(actor, "opening_hours", center.id)


@unit_of_work()
def close_day(actor: Actor, day: ClosedDay) -> None:
    """Closed that day; said twice, the last reason holds."""
    center = _own_center(actor)
    row = session().scalar(
        select(Closure)
        .where(Closure.center_id == center.id, Closure.closed_on == day.closed_on)
        .with_for_update()
    )
    if row is None:
        row = Closure(center_id=center.id, closed_on=day.closed_on)
        session().add(row)
    row.reason = day.reason
    _write_down(actor, "closure", row.id)


@unit_of_work()
def open_day(actor: Actor, closure_id: UUID) -> None:
    """Open after all; a day that is already open stays open."""
    row = session().get(Closure, closure_id)
    if row is None:
        return
    if row.center_id != actor.center_id:
        raise NotFound
    session().delete(row)
    _write_down(actor, "closure", closure_id)


@unit_of_work()
def queue_up(center_id: UUID) -> None:
    """Let two writers of one center go one after the other, on PostgreSQL too.

    The row is rewritten as it is: a second writer that began earlier is turned back and retried.
    """
    session().execute(update(Center).where(Center.id == center_id).values(slug=Center.slug))


def _own_center(actor: Actor) -> Center:
    center = session().get(Center, actor.center_id, with_for_update=True)
    if center is None:
        raise NotFound
    return center


def _number(field: str, typed: str | None) -> str | None:
    if not typed:
        return None
    try:
        return dialable(typed)
    except NotAPhone:
        raise NotAPhone(field=field) from None


def _rename(center: Center, name: str, now: datetime) -> None:
    today = today_at(center.id, now)
    wanted = select(CenterName).where(
        CenterName.center_id == center.id, CenterName.until_on.is_(None)
    )
    current = session().scalar(wanted.with_for_update())
    if current is None:
        current = CenterName(
            center_id=center.id, name=center.name, from_on=center.created_at.date()
        )
        session().add(current)
    current.until_on = today
    session().add(CenterName(center_id=center.id, name=name, from_on=today))
    center.name = name


def _check(stretches: tuple[Stretch, ...]) -> None:
    if any(stretch.opens_local >= stretch.closes_local for stretch in stretches):
        raise HoursCross
    ordered = sorted(stretches, key=lambda stretch: (stretch.weekday, stretch.opens_local))
    for first, second in pairwise(ordered):
        if first.weekday == second.weekday and first.closes_local > second.opens_local:
            raise HoursCross


def _write_down(actor: Actor, table: str, row_id: UUID) -> None:
    audit.append(audit.Act.SETTINGS_CHANGED, actor=actor, thing=f"{table}:{row_id}")
