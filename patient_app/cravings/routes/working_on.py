"""What a person works on."""

from uuid import UUID

from flask import Response, request

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.messages import N_
from patient_app.core.pages import page, see_other
from patient_app.cravings.presenters.working_on import as_typed, item_page, my_item, work_page
from patient_app.cravings.queries.working_on import working_on as working_on_now
from patient_app.cravings.routes.blueprint import bp
from patient_app.cravings.rules.working_on import AboutDraft, WorkingOn
from patient_app.cravings.schemas.working_on import WorkSchema
from patient_app.cravings.service.working_on import change_work, stop_working_on, work_on

_ON_THE_LIST = N_("This is on your list already.")


@bp.get("/log/working-on")
@patient_required
def working_on() -> Response:
    """The list, and a form for one more."""
    return page("log/working_on.html", **work_page(current_actor(), None))


@bp.post("/log/working-on")
@patient_required
def add_work() -> Response:
    """Begin with one more; what was put away is taken up again."""
    actor = current_actor()
    form = Form[AboutDraft](WorkSchema)
    if not form.load() or not _begin(form):
        return page("log/working_on.html", status=422, **work_page(actor, form))
    return see_other("log.working_on")


@bp.get("/log/working-on/<uuid:item_id>")
@patient_required
def work_item(item_id: UUID) -> Response:
    """One of them."""
    item = my_item(current_actor(), item_id)
    form = Form[AboutDraft](WorkSchema, as_typed(item))
    return page("log/work_item.html", **item_page(item, form))


@bp.post("/log/working-on/<uuid:item_id>")
@patient_required
def save_work(item_id: UUID) -> Response:
    """Change what is wanted, or from when."""
    actor = current_actor()
    item = my_item(actor, item_id)
    form = Form[AboutDraft](WorkSchema)
    if not form.load() or _listed_twice(form, item_id):
        return page("log/work_item.html", status=422, **item_page(item, form))
    change_work(actor.person_id, item_id, form.data)
    return see_other("log.working_on")


@bp.post("/log/working-on/<uuid:item_id>/away")
@patient_required
def put_work_away(item_id: UUID) -> Response:
    """Put it away, or take it up again; what was written about it stays."""
    back = request.form.get("back") == "yes"
    stop_working_on(current_actor().person_id, item_id, clock.now(), back=back)
    return see_other("log.working_on")


def _begin(form: Form[AboutDraft]) -> bool:
    actor, now = current_actor(), clock.now()
    known = _same(form)
    if known is None:
        work_on(actor.person_id, form.data, now)
        return True
    if not known.ended:
        form.refuse("code", _ON_THE_LIST)
        return False
    change_work(actor.person_id, known.id, form.data)
    stop_working_on(actor.person_id, known.id, now, back=True)
    return True


def _listed_twice(form: Form[AboutDraft], item_id: UUID) -> bool:
    known = _same(form)
    if known is None or known.id == item_id:
        return False
    form.refuse("code", _ON_THE_LIST)
    return True


def _same(form: Form[AboutDraft]) -> WorkingOn | None:
    """What the person has under this code already."""
    items = working_on_now(current_actor().person_id, ended=True)
    return next((each for each in items if each.ref == form.data.code), None)
