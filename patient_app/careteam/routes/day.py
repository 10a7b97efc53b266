"""One day of the center: closed for a holiday, and opened again session by session."""

from datetime import date
from uuid import UUID

from flask import Response

from patient_app.careteam.presenters.day import day_page
from patient_app.careteam.queries.reach import is_counselor
from patient_app.careteam.routes.blueprint import bp, planners
from patient_app.careteam.routes.done import done
from patient_app.careteam.rules.session_drafts import Cancel
from patient_app.careteam.schemas.people import RowSchema
from patient_app.careteam.schemas.sessions import CancelSchema
from patient_app.careteam.service.days import close_sessions, reopen_session
from patient_app.core import clock
from patient_app.core.errors import NotFound
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.inputs import FIRST_DAY, LAST_DAY
from patient_app.core.pages import page, see_other


@bp.get("/care/days/<day>")
@planners
def day(day: str) -> Response:
    """What would be cancelled, before anyone presses the button."""
    return _show(_date(day), None, 200)


@bp.post("/care/days/<day>")
@planners
def close_day(day: str) -> Response:
    """Every session of that day that has not begun, with one reason."""
    on, form = _date(day), Form[Cancel](CancelSchema)
    if not form.load():
        return _show(on, form, 422)
    close_sessions(current_actor(), on, form.data.reason, clock.now())
    return see_other("careteam.day", day=day, done="closed")


@bp.post("/care/days/<day>/reopen")
@planners
def reopen(day: str) -> Response:
    """One session takes place after all."""
    on, form = _date(day), Form[UUID](RowSchema)
    if not form.load():
        raise NotFound
    reopen_session(current_actor(), form.data, clock.now())
    return see_other("careteam.day", day=on.isoformat(), done="restored")


def _date(day: str) -> date:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NotFound from None
    if not FIRST_DAY <= on < LAST_DAY:
        raise NotFound
    return on


def _show(on: date, form: Form[Cancel] | None, status: int) -> Response:
    actor = current_actor()
    values = day_page(actor, on, clock.now())
    return page(
        "care/day.html",
        status=status,
        form=form,
        done=done(),
        plans=is_counselor(actor),
        **values,
    )
