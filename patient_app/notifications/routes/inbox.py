"""The inbox: everything that was, or would have been, pushed."""

from uuid import UUID

from flask import Response, make_response

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.notifications.presenters.inbox import inbox_page
from patient_app.notifications.routes.blueprint import bp, kinds
from patient_app.notifications.service.inbox import read_all, read_one


@bp.get("/inbox")
@patient_required
def inbox() -> Response:
    """The newest first."""
    return page("notifications/inbox.html", **inbox_page(current_actor(), kinds(), clock.now()))


@bp.post("/inbox/read")
@patient_required
def mark_all_read() -> Response:
    """Everything has been seen."""
    read_all(current_actor().person_id, clock.now())
    return see_other("notifications.inbox")


@bp.post("/inbox/<uuid:reminder_id>/read")
@patient_required
def mark_read(reminder_id: UUID) -> Response:
    """A phone opened it; from the inbox itself the way leads on to its page."""
    read_one(current_actor().person_id, reminder_id, clock.now())
    return make_response("", 204)
