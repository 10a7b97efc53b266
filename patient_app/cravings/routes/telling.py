"""Telling a good moment, and how a day is."""

from flask import Response, request

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.cravings.outbox import CHECKIN_LOG, WIN_LOG
from patient_app.cravings.presenters.telling import WIN, check_in_page, telling_page
from patient_app.cravings.routes.blueprint import bp
from patient_app.sync.plain_forms import RecordForm


@bp.get("/log/win")
@patient_required
def win() -> Response:
    """Something went well."""
    return page("log/tell.html", **telling_page(current_actor(), WIN))


@bp.post("/log/win")
@patient_required
def save_win() -> Response:
    """Keep it."""
    form = RecordForm()
    if form.take(WIN_LOG):
        return see_other("log.timeline")
    return page("log/tell.html", status=422, **telling_page(current_actor(), WIN, form))


@bp.get("/log/check-in")
@patient_required
def check_in() -> Response:
    """How the day is, as far as one likes to tell."""
    return page("log/tell.html", **check_in_page(current_actor(), clock.now()))


@bp.post("/log/check-in")
@patient_required
def save_check_in() -> Response:
    """Keep it; one tap on Today comes back to Today."""
    form = RecordForm()
    if form.take(CHECKIN_LOG):
        return see_other("home.today" if request.args.get("from") == "today" else "log.timeline")
    told = check_in_page(current_actor(), clock.now(), form)
    return page("log/tell.html", status=422, **told)
