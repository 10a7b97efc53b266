"""What a person chooses about being reminded, and the test."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, current_app, jsonify, request

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.errors import NotFound
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.notifications.presenters.settings import settings_page, verdict
from patient_app.notifications.queries.inbox import own_reminder
from patient_app.notifications.routes.blueprint import bp, kinds
from patient_app.notifications.rules.drafts import DiscretionDraft, KindDraft, QuietDraft
from patient_app.notifications.schemas import DiscretionSchema, KindSchema, QuietSchema
from patient_app.notifications.service.choosing import (
    be_discreet,
    keep_quiet,
    stop_kind,
    switch_kinds,
)
from patient_app.notifications.service.inbox import send_test


@bp.get("/settings/notifications")
@patient_required
def settings() -> Response:
    """Everything about reminders on one page."""
    return _page()


@bp.post("/settings/notifications/kinds")
@patient_required
def choose_kinds() -> Response:
    """Which, how long before, and when in the evening."""
    form: Form[KindDraft] = Form(KindSchema)
    if not form.load():
        return _page(form)
    switch_kinds(current_actor().person_id, form.data, kinds(), clock.now(), _lay_out)
    return see_other("notifications.settings", _anchor="f-kinds")


@bp.post("/settings/notifications/quiet")
@patient_required
def choose_quiet() -> Response:
    """Hours without pushes, and the most in a day."""
    form: Form[QuietDraft] = Form(QuietSchema)
    if not form.load():
        return _page(form)
    keep_quiet(current_actor().person_id, form.data, kinds(), clock.now())
    return see_other("notifications.settings", _anchor="f-quiet")


@bp.post("/settings/notifications/lock-screen")
@patient_required
def choose_discretion() -> Response:
    """How much somebody else can read."""
    form: Form[DiscretionDraft] = Form(DiscretionSchema)
    if not form.load():
        return _page(form)
    be_discreet(current_actor().person_id, form.data.discretion, clock.now())
    return see_other("notifications.settings", _anchor="f-discretion")


@bp.post("/settings/notifications/stop")
@patient_required
def stop() -> Response:
    """No more of one kind; offered where its pushes are not opened."""
    code = request.form.get("kind", "")
    if code not in kinds() or not kinds()[code].switch:
        raise NotFound
    stop_kind(current_actor().person_id, code, clock.now(), _lay_out)
    return see_other("notifications.settings", _anchor="f-kinds")


@bp.post("/settings/notifications/test")
@patient_required
def test() -> Response:
    """One push to every phone of this person; the answer names it, to ask what became of it."""
    made = send_test(current_actor().person_id, clock.now())
    if request.accept_mimetypes.best == "application/json":
        return jsonify(id=str(made))
    return see_other("notifications.settings", _anchor="f-test")


@bp.get("/api/push/test/<uuid:reminder_id>")
@patient_required
def test_verdict(reminder_id: UUID) -> Response:
    """What became of a test of one's own."""
    return jsonify(verdict(own_reminder(current_actor().person_id, reminder_id)))


def _lay_out(person_id: UUID) -> None:
    """The features whose reminders a choice changes lay them out anew."""
    follow: tuple[Callable[[UUID], None], ...] = current_app.extensions["choices_changed"]
    for each in follow:
        each(person_id)


def _page(form: Form[Any] | None = None) -> Response:
    told = settings_page(current_actor(), kinds(), clock.now())
    return page("notifications/settings.html", status=422 if form else 200, form=form, **told)
