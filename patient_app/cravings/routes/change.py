"""Telling more about an entry, and changing what was told."""

from uuid import UUID

from flask import Response, request

from patient_app.core.access import patient_required
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.cravings.outbox import CHOICE_ADD
from patient_app.cravings.presenters.change import change_page
from patient_app.cravings.queries.entry import my_entry
from patient_app.cravings.routes.amending import amend
from patient_app.cravings.routes.blueprint import bp
from patient_app.sync.plain_forms import RecordForm


@bp.get("/log/<uuid:record_id>/change")
@patient_required
def change(record_id: UUID) -> Response:
    """What stands there, to be added to or changed."""
    actor = current_actor()
    told = change_page(actor, my_entry(actor.person_id, record_id, history=False))
    return page("log/change.html", is_new="new" in request.args, **told)


@bp.post("/log/<uuid:record_id>/change")
@patient_required
def save_change(record_id: UUID) -> Response:
    """Keep what differs from what the page showed."""
    actor = current_actor()
    entry = my_entry(actor.person_id, record_id)
    form = RecordForm()
    adds = form.data.pop("add", None) is not None
    if not _keep_own_words(form) or not amend(form, entry):
        return page("log/change.html", status=422, is_new=False, **change_page(actor, entry, form))
    if request.args.get("from") == "today":
        return see_other("home.today")
    return see_other("log.change" if adds else "log.entry", record_id=record_id)


def _keep_own_words(form: RecordForm) -> bool:
    """Words the person adds to a list are chosen for this entry at once."""
    told = form.data.setdefault("set", {})
    own = form.data.pop("own", {})
    for catalogue in ("triggers", "coping"):
        label = own.get(catalogue) if isinstance(own, dict) else None
        if label and isinstance(told, dict):
            added = form.also(CHOICE_ADD, catalogue, catalogue=catalogue, label=label)
            chosen = told.get(catalogue)
            told[catalogue] = [*(chosen if isinstance(chosen, list) else []), f"own:{added}"]
    return not form.errors
