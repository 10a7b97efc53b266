"""Agenda, week, paper and what changed."""

from datetime import date

from flask import Response, request

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.identity import current_actor
from patient_app.core.inputs import FIRST_DAY, LAST_DAY
from patient_app.core.pages import page, see_other
from patient_app.schedule.presenters import pages
from patient_app.schedule.routes.blueprint import bp
from patient_app.schedule.service.own import look_at_schedule

TWO_WEEKS = 2


@bp.get("/schedule")
@patient_required
def agenda() -> Response:
    """The next two weeks; `weeks` up to eight."""
    weeks = request.args.get("weeks", default=TWO_WEEKS, type=int)
    weeks = min(max(weeks, TWO_WEEKS), pages.MOST_WEEKS)
    values = pages.agenda_page(current_actor(), clock.now(), weeks)
    return page("schedule/agenda.html", **values)


@bp.get("/schedule/changes")
@patient_required
def changes() -> Response:
    """What is new since the person last said they had seen it."""
    values = pages.changes_page(current_actor(), clock.now())
    return page("schedule/changes.html", **values)


@bp.post("/schedule/changes")
@patient_required
def look() -> Response:
    """Seen; `from=today` goes back there."""
    look_at_schedule(current_actor().person_id, clock.now())
    if request.args.get("from") == "today":
        return see_other("home.today")
    return see_other("schedule.agenda")


@bp.get("/schedule/week")
@patient_required
def week() -> Response:
    """The week of the day `on`, else this one."""
    values = pages.week_page(current_actor(), clock.now(), asked_day())
    return page("schedule/week.html", **values)


@bp.get("/schedule/week/print")
@patient_required
def print_week() -> Response:
    """The same week for paper."""
    values = pages.print_page(current_actor(), clock.now(), asked_day())
    return page("schedule/print.html", **values)


def asked_day() -> date | None:
    """The day of the address, if it is one that calendars have."""
    try:
        asked = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return None
    return asked if FIRST_DAY <= asked <= LAST_DAY else None
