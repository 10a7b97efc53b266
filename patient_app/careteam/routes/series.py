"""Recurring sessions: made, changed, ended, and who has a place in them."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response

from patient_app.careteam.presenters import series as shown
from patient_app.careteam.presenters.choices import counselors_of
from patient_app.careteam.presenters.clashes import series_clashes
from patient_app.careteam.presenters.dates import next_dates
from patient_app.careteam.queries.reach import runs
from patient_app.careteam.routes.blueprint import bp, counselors
from patient_app.careteam.routes.done import done
from patient_app.careteam.routes.reading import note_reads
from patient_app.careteam.rules.series_drafts import SeriesForm, SeriesWords
from patient_app.careteam.rules.session_drafts import Enrol, Unenrol
from patient_app.careteam.schemas.series import SeriesSchema, SeriesWordsSchema
from patient_app.careteam.schemas.sessions import EndSchema, EnrolSchema, UnenrolSchema
from patient_app.careteam.service.places import enrol_several, unenrol_several
from patient_app.careteam.service.series import (
    change_pattern,
    change_words,
    start_series,
    stop_series,
)
from patient_app.core import clock
from patient_app.core.audit import Act
from patient_app.core.errors import Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.series import get_series

if TYPE_CHECKING:
    from patient_app.schedule.models import Series

FORMS = ("form", "enrol_form", "unenrol_form", "end_form")


@bp.get("/care/series")
@counselors
def all_series() -> Response:
    """Running series of the center."""
    rows = shown.series_rows(current_actor(), clock.now())
    return page("care/all_series.html", rows=rows, done=done())


@bp.get("/care/series/new")
@counselors
def new_series() -> Response:
    """An empty form."""
    return _new(None, 200)


@bp.post("/care/series/new")
@counselors
def create_series() -> Response:
    """Its dates are laid out at once; the next page is where people are enrolled."""
    form = Form[SeriesForm](SeriesSchema)
    if not form.load():
        return _new(form, 422)
    try:
        series_id = start_series(current_actor(), form.data, clock.now())
    except Refusal as refusal:
        form.refuse(str(refusal.details.get("field", "title")), refusal.wording)
        return _new(form, 422)
    return see_other("careteam.series", series_id=series_id, done="started")


@bp.get("/care/series/<uuid:series_id>")
@counselors
def series(series_id: UUID) -> Response:
    """Who has a place, and what the series is."""
    return _show(series_id, 200)


@bp.post("/care/series/<uuid:series_id>")
@counselors
def save_series(series_id: UUID) -> Response:
    """From now on; dates that were changed one by one stay as they are."""
    actor, now = current_actor(), clock.now()
    editable = shown.is_editable(get_series(actor.center_id, series_id))
    form: Form[Any] = Form(SeriesSchema if editable else SeriesWordsSchema)
    if not form.load():
        return _show(series_id, 422, form=form)
    try:
        if isinstance(form.data, SeriesWords):
            change_words(actor, series_id, form.data, now)
        else:
            change_pattern(actor, series_id, form.data, now)
    except Refusal as refusal:
        return _refused(series_id, "form", form, refusal, "title")
    return see_other("careteam.series", series_id=series_id, done="changed")


@bp.post("/care/series/<uuid:series_id>/enrol")
@counselors
def enrol(series_id: UUID) -> Response:
    """Several people at once."""
    form = Form[Enrol](EnrolSchema)
    if not form.load():
        return _show(series_id, 422, enrol_form=form)
    try:
        enrol_several(current_actor(), series_id, form.data, clock.now())
    except Refusal as refusal:
        return _refused(series_id, "enrol_form", form, refusal, "episodes")
    return see_other("careteam.series", series_id=series_id, done="enrolled")


@bp.post("/care/series/<uuid:series_id>/unenrol")
@counselors
def unenrol(series_id: UUID) -> Response:
    """Several places end."""
    form = Form[Unenrol](UnenrolSchema)
    if not form.load():
        return _show(series_id, 422, unenrol_form=form)
    try:
        unenrol_several(current_actor(), series_id, form.data, clock.now())
    except Refusal as refusal:
        return _refused(series_id, "unenrol_form", form, refusal, "places")
    return see_other("careteam.series", series_id=series_id, done="unenrolled")


@bp.post("/care/series/<uuid:series_id>/end")
@counselors
def end_series(series_id: UUID) -> Response:
    """The last day of the whole series."""
    form = Form[Any](EndSchema)
    if not form.load():
        return _show(series_id, 422, end_form=form)
    stop_series(current_actor(), series_id, form.data, clock.now())
    return see_other("careteam.all_series", done="ended")


def _refused(series_id: UUID, name: str, form: Form[Any], refusal: Refusal, field: str) -> Response:
    if refusal.status in {403, 404}:
        raise refusal
    form.refuse(str(refusal.details.get("field", field)), refusal.wording)
    return _show(series_id, 422, **{name: form})


def _new(form: Form[SeriesForm] | None, status: int) -> Response:
    actor = current_actor()
    start = shown.new_values(actor, actor.today(clock.now()))
    return page(
        "care/new_series.html", status=status, form=form, start=start, editable=True, **_lists()
    )


def _show(series_id: UUID, status: int, **forms: Form[Any]) -> Response:
    actor, now = current_actor(), clock.now()
    row: Series = get_series(actor.center_id, series_id)
    places = shown.places(actor, row, now)
    note_reads(Act.READ_ROSTER, actor, places["read"], f"series:{series_id}")
    empty: dict[str, Any] = dict.fromkeys(FORMS)
    return page(
        "care/series.html",
        status=status,
        done=done(),
        series=row,
        name=title_of(row),
        pattern=shown.pattern_words(row),
        start=shown.start_values(row),
        editable=shown.is_editable(row),
        runs=runs(actor, row),
        clashes=series_clashes(row, now),
        dates=next_dates(actor, series_id, now),
        today=actor.today(now).isoformat(),
        ended=row.ended_at is not None and row.ended_at <= now,
        **places,
        **_lists(),
        **(empty | forms),
    )


def _lists() -> dict[str, Any]:
    center_id = current_actor().center_id
    return {
        "kinds": shown.kind_choices(),
        "weekdays": shown.weekday_choices(),
        "repeats": shown.repeat_choices(),
        "colleagues": counselors_of(center_id, clock.now()),
        "topics": shown.topic_choices(center_id),
        "slots": shown.ROTATION_SLOTS,
    }
