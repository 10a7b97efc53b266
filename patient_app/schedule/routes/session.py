"""One session: coming or not, and asking for another time."""

from typing import Any
from uuid import UUID

from flask import Response, request

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.schedule.outbox import ATTENDANCE_INTENT
from patient_app.schedule.presenters import pages
from patient_app.schedule.routes.blueprint import bp
from patient_app.schedule.schemas import QuestionSchema
from patient_app.schedule.service.requests import ask_for_another_time, withdraw_request
from patient_app.sync.plain_forms import RecordForm


@bp.get("/schedule/<uuid:occurrence_id>")
@patient_required
def session(occurrence_id: UUID) -> Response:
    """When, where, with whom, what I said, what changed."""
    return _show(occurrence_id, 200)


@bp.post("/schedule/<uuid:occurrence_id>/answer")
@patient_required
def answer(occurrence_id: UUID) -> Response:
    """Coming, late or cannot; `from=today` goes back there."""
    form = RecordForm()
    if not form.take(ATTENDANCE_INTENT, session=str(occurrence_id)):
        return _show(occurrence_id, 422, answer_form=form)
    if request.args.get("from") == "today":
        return see_other("home.today", _anchor="answered")
    return see_other("schedule.session", occurrence_id=occurrence_id, _anchor="answered")


@bp.post("/schedule/<uuid:occurrence_id>/ask")
@patient_required
def ask(occurrence_id: UUID) -> Response:
    """Ask for another time."""
    form = Form[dict[str, Any]](QuestionSchema)
    if not form.load():
        return _show(occurrence_id, 422, ask_form=form)
    actor = current_actor()
    note = form.data["note"]
    ask_for_another_time(actor.person_id, actor.center_id, occurrence_id, note, clock.now())
    return see_other("schedule.session", occurrence_id=occurrence_id, _anchor="question")


@bp.post("/schedule/<uuid:occurrence_id>/ask/<uuid:request_id>/withdraw")
@patient_required
def withdraw(occurrence_id: UUID, request_id: UUID) -> Response:
    """Take the question back."""
    withdraw_request(current_actor().person_id, request_id)
    return see_other("schedule.session", occurrence_id=occurrence_id, _anchor="ask-title")


def _show(
    occurrence_id: UUID,
    status: int,
    *,
    answer_form: RecordForm | None = None,
    ask_form: Form[dict[str, Any]] | None = None,
) -> Response:
    values = pages.session_page(current_actor(), clock.now(), occurrence_id)
    return page(
        "schedule/session.html",
        status=status,
        answer_form=answer_form,
        ask_form=ask_form,
        **values,
    )
