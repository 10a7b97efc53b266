"""Coming back after a lapse. Nothing has to be told, and nothing here counts against anyone."""

from uuid import UUID

from flask import Response

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.errors import NotFound
from patient_app.core.i18n import current_language
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.cravings.outbox import LAPSE_LOG
from patient_app.cravings.presenters.lapse import lapse_page, look_back_page, next_page
from patient_app.cravings.queries.entry import my_entry
from patient_app.cravings.routes.amending import amend
from patient_app.cravings.routes.blueprint import bp
from patient_app.cravings.rules.history import Entry
from patient_app.sync.plain_forms import RecordForm


@bp.get("/log/lapse")
@patient_required
def lapse() -> Response:
    """First: are you safe?"""
    return page("log/lapse.html", **lapse_page(current_actor(), clock.now()))


@bp.post("/log/lapse")
@patient_required
def save_lapse() -> Response:
    """Keep the answer; whoever is not sure sees Help now at once."""
    form = RecordForm()
    if not form.take(LAPSE_LOG):
        told = lapse_page(current_actor(), clock.now(), form)
        return page("log/lapse.html", status=422, **told)
    if form.data.get("safe") == "not_sure":
        return see_other("shell.help_now_in", language=current_language())
    return see_other("log.lapse_next", record_id=form.record_id)


@bp.get("/log/<uuid:record_id>/next")
@patient_required
def lapse_next(record_id: UUID) -> Response:
    """What keeps one safe now, and what one may tell."""
    return page("log/lapse.html", **next_page(current_actor(), _my_lapse(record_id, history=False)))


@bp.post("/log/<uuid:record_id>/next")
@patient_required
def save_next(record_id: UUID) -> Response:
    """Keep what was told."""
    entry, form = _my_lapse(record_id), RecordForm()
    if amend(form, entry):
        return see_other("log.entry", record_id=record_id)
    return page("log/lapse.html", status=422, **next_page(current_actor(), entry, form))


@bp.get("/log/<uuid:record_id>/look-back")
@patient_required
def look_back(record_id: UUID) -> Response:
    """Looking back at it, now or on another day."""
    return page("log/look_back.html", **look_back_page(_my_lapse(record_id, history=False)))


@bp.post("/log/<uuid:record_id>/look-back")
@patient_required
def save_look_back(record_id: UUID) -> Response:
    """Keep the answers."""
    entry, form = _my_lapse(record_id), RecordForm()
    if amend(form, entry):
        return see_other("log.entry", record_id=record_id)
    return page("log/look_back.html", status=422, **look_back_page(entry, form))


def _my_lapse(record_id: UUID, *, history: bool = True) -> Entry:
    entry = my_entry(current_actor().person_id, record_id, history=history)
    if entry.kind != "lapse":
        raise NotFound
    return entry
