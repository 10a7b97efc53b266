"""The week of a center."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from patient_app.careteam.presenters.week import week_page
from patient_app.careteam.queries.reach import is_counselor
from patient_app.careteam.routes.blueprint import all_staff, bp, times
from patient_app.careteam.routes.done import done
from patient_app.core import clock
from patient_app.core.actors import Role
from patient_app.core.errors import NotFound
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.schedule.queries.requests import waiting_for


@bp.get("/care")
@all_staff
def start() -> Response:
    """Where staff begin: the week; someone who is an admin only, the staff."""
    works_with_times = current_actor().roles & {Role.COUNSELOR, Role.FRONT_DESK}
    return see_other("careteam.week" if works_with_times else "careteam.staff")


@bp.get("/care/week")
@times
def week() -> Response:
    """This week."""
    return show_week(current_actor().today(clock.now()))


@bp.get("/care/week/<day>")
@times
def week_at(day: str) -> Response:
    """The week of that date."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NotFound from None
    if not 2000 <= on.year <= 2100:
        raise NotFound
    return show_week(on)


def show_week(on: date, chosen: UUID | None = None, side: dict[str, Any] | None = None) -> Response:
    """The week around a date, with what stands in the side panel."""
    actor, now = current_actor(), clock.now()
    values = week_page(actor, on, now, chosen)
    return page(
        "care/week.html",
        **values,
        waiting=waiting_for(actor, now) if is_counselor(actor) else 0,
        may_change=is_counselor(actor),
        side=side,
        done=done(),
    )
