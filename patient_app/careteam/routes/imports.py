"""A calendar from another program: choose the file, look at it, take it in."""

from typing import Any
from uuid import UUID

from flask import Response, request
from marshmallow import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from patient_app.careteam.presenters.imports import preview
from patient_app.careteam.presenters.series import pattern_words
from patient_app.careteam.queries.reach import is_counselor
from patient_app.careteam.routes.blueprint import bp, planners
from patient_app.careteam.rules.import_drafts import Upload
from patient_app.careteam.schemas.imports import UploadSchema, read_choices
from patient_app.core import clock
from patient_app.core.forms import NEEDED, Form
from patient_app.core.i18n import current_language, gettext
from patient_app.core.identity import current_actor
from patient_app.core.inputs import NOT_A_CHOICE
from patient_app.core.pages import page, see_other
from patient_app.core.zone_names import zone_groups
from patient_app.schedule.calendars.refusals import CalendarRefused, CalendarTooLarge
from patient_app.schedule.importing.queries.previews import ImportResult, find_import
from patient_app.schedule.importing.reading import read_calendar
from patient_app.schedule.importing.rules.formats import format_of
from patient_app.schedule.importing.service.previewing import apply, discard, keep_preview
from patient_app.schedule.rules.zones import zone_names

MOST_BYTES = 12 * 1024 * 1024
"""More than an import takes, so that a file a little too large gets a sentence of its own."""


@bp.get("/care/import")
@planners
def import_file() -> Response:
    """Choose a file, or paste what is in it."""
    return _ask(None, 200)


@bp.post("/care/import")
@planners
def read_file() -> Response:
    """Read it and keep it sealed for the preview. Nothing of the schedule changes."""
    form = Form[Upload](UploadSchema)
    try:
        _allow_large_forms()
        data = _bytes_of_file()
        if not form.load():
            return _ask(form, 422)
    except RequestEntityTooLarge:
        form.refuse("file", CalendarTooLarge.wording)
        return _ask(form, 422)
    data = data or (form.data.pasted or "").encode()
    if not data.strip():
        form.refuse("file", NEEDED)
        return _ask(form, 422)
    actor, now, format_ = current_actor(), clock.now(), format_of(data)
    try:
        read = read_calendar(data, format_, form.data.zone, now)
    except CalendarRefused as refusal:
        form.errors["file"] = [gettext(refusal.wording, **refusal.details)]
        return _ask(form, 422)
    import_id = keep_preview(actor, read, format_, now)
    return see_other("careteam.show_import", import_id=import_id)


@bp.get("/care/import/<uuid:import_id>")
@planners
def show_import(import_id: UUID) -> Response:
    """The preview, or what came of it once it was applied."""
    return _show(import_id, None, 200)


@bp.post("/care/import/<uuid:import_id>/apply")
@planners
def apply_import(import_id: UUID) -> Response:
    """Do it. Nobody is enrolled, so no patient sees a new series yet."""
    _allow_large_forms()
    given = request.form.to_dict()
    form = Form[Any](UploadSchema, values=given)
    try:
        choices, wrong = read_choices(given)
    except ValidationError:
        choices, wrong = {}, {"shown": [NOT_A_CHOICE]}
    if wrong:
        for name, told in wrong.items():
            for sentence in told:
                form.refuse(name, sentence)
        return _show(import_id, form, 422)
    apply(current_actor(), import_id, choices, clock.now())
    return see_other("careteam.show_import", import_id=import_id)


@bp.post("/care/import/<uuid:import_id>/discard")
@planners
def discard_import(import_id: UUID) -> Response:
    """Forget the preview at once."""
    discard(current_actor(), import_id)
    return see_other("careteam.import_file")


def _allow_large_forms() -> None:
    request.max_content_length = MOST_BYTES
    request.max_form_memory_size = MOST_BYTES
    request.max_form_parts = MOST_BYTES // 100


def _bytes_of_file() -> bytes:
    """A large upload lies in a nameless temporary file until it is closed."""
    file = request.files.get("file")
    if file is None:
        return b""
    with file.stream as held:
        return held.read()


def _ask(form: Form[Upload] | None, status: int) -> Response:
    zone = current_actor().center_zone
    return page(
        "care/import.html",
        status=status,
        form=form,
        zone=zone if zone in zone_names() else "UTC",
        zones=zone_groups(zone),
    )


def _show(import_id: UUID, form: Form[Any] | None, status: int) -> Response:
    actor, now = current_actor(), clock.now()
    found = find_import(actor, import_id, now)
    if isinstance(found, ImportResult):
        spanish = current_language() == "es"
        series = [
            (each.id, (spanish and each.title_es) or each.title, pattern_words(each))
            for each in found.series
        ]
        return page(
            "care/import_done.html",
            counts=found.counts,
            series=series,
            enrols=is_counselor(actor),
        )
    return page(
        "care/import_preview.html",
        status=status,
        form=form,
        import_id=import_id,
        **preview(actor, found, now),
    )
