"""One entry: look at it, tell how it went, take it out and back in, choose between two changes."""

from uuid import UUID

from flask import Response, request

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.errors import NotFound
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.cravings.outbox import CRAVING_AFTER, ENTRY_WITHDRAW
from patient_app.cravings.presenters.entry import entry_page
from patient_app.cravings.queries.entry import find_entry
from patient_app.cravings.routes.blueprint import bp
from patient_app.cravings.service.changing import settle_change
from patient_app.sync.plain_forms import RecordForm


@bp.get("/log/<uuid:record_id>")
@patient_required
def entry(record_id: UUID) -> Response:
    """Everything that was told."""
    return page("log/entry.html", **entry_page(current_actor(), clock.now(), record_id))


@bp.post("/log/<uuid:record_id>/after")
@patient_required
def save_after(record_id: UUID) -> Response:
    """How it is a while later."""
    actor = current_actor()
    if find_entry(actor.person_id, record_id).kind != "craving":
        raise NotFound
    form = RecordForm()
    if form.take(CRAVING_AFTER, of=str(record_id)):
        return see_other("log.entry", record_id=record_id)
    told = entry_page(actor, clock.now(), record_id, form)
    return page("log/entry.html", status=422, **told)


@bp.post("/log/<uuid:record_id>/out")
@patient_required
def take_out(record_id: UUID) -> Response:
    """Take it out of everything; the timeline then offers to put it back in."""
    find_entry(current_actor().person_id, record_id)
    form = RecordForm()
    back = form.data.get("back") == "yes"
    form.data.clear()
    form.take(ENTRY_WITHDRAW, of=str(record_id), back=back)
    if request.args.get("from") == "today":
        return see_other("home.today")
    if back:
        return see_other("log.entry", record_id=record_id)
    return see_other("log.timeline", out=record_id)


@bp.post("/log/<uuid:record_id>/settle")
@patient_required
def settle(record_id: UUID) -> Response:
    """Of two changes made on two phones, the one to keep."""
    actor = current_actor()
    find_entry(actor.person_id, record_id)
    settle_change(actor.person_id, _change(), clock.now(), use=request.form.get("keep") == "other")
    return see_other("log.entry", record_id=record_id)


def _change() -> UUID:
    try:
        return UUID(request.form.get("change", ""))
    except ValueError:
        raise NotFound from None
