"""The queue of questions for another time."""

from uuid import UUID

from flask import Response

from patient_app.careteam.presenters.requests import present, requests_page
from patient_app.careteam.routes.blueprint import bp, counselors
from patient_app.careteam.routes.done import done
from patient_app.careteam.routes.reading import note_read, note_reads
from patient_app.careteam.rules.session_drafts import Answer
from patient_app.careteam.schemas.sessions import AnswerSchema
from patient_app.careteam.service.requests import answer, take_over
from patient_app.core import clock
from patient_app.core.audit import Act
from patient_app.core.errors import Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.schedule.queries.requests import get_request_around


@bp.get("/care/requests")
@counselors
def requests() -> Response:
    """What waits for an answer, the most urgent first."""
    actor = current_actor()
    values = requests_page(actor, clock.now())
    note_reads(Act.READ_REQUESTS, actor, values["read"])
    return page("care/requests.html", done=done(), **values)


@bp.get("/care/requests/<uuid:request_id>")
@counselors
def request(request_id: UUID) -> Response:
    """One question, with room for an answer."""
    return _show(request_id, None, 200)


@bp.post("/care/requests/<uuid:request_id>")
@counselors
def answer_request(request_id: UUID) -> Response:
    """The words the person reads."""
    form = Form[Answer](AnswerSchema)
    if not form.load():
        return _show(request_id, form, 422)
    try:
        answer(current_actor(), request_id, form.data, clock.now())
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        form.refuse("on" if form.data.on else "answer", refusal.wording)
        return _show(request_id, form, 422)
    return see_other("careteam.requests", done="answered")


@bp.post("/care/requests/<uuid:request_id>/take")
@counselors
def take_request(request_id: UUID) -> Response:
    """It is mine from now on."""
    take_over(current_actor(), request_id, clock.now())
    return see_other("careteam.request", request_id=request_id, done="taken")


def _show(request_id: UUID, form: Form[Answer] | None, status: int) -> Response:
    actor, now = current_actor(), clock.now()
    line = get_request_around(actor, request_id, now)
    note_read(Act.READ_REQUESTS, actor, line.request.person_id, f"session_request:{request_id}")
    question = present(actor, [line], now)[0]
    return page("care/request.html", status=status, form=form, question=question, done=done())
