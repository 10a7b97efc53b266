"""One dated session: seen in the panel, changed on small pages of its own."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response

from patient_app.careteam.presenters.choices import counselors_of
from patient_app.careteam.presenters.clashes import busy_then
from patient_app.careteam.presenters.occurrence import facts, panel
from patient_app.careteam.presenters.series import topic_choices
from patient_app.careteam.routes.blueprint import bp, counselors, times
from patient_app.careteam.routes.reading import note_reads
from patient_app.careteam.routes.week import show_week
from patient_app.careteam.rules.session_drafts import Cancel, Details, Move, Substitute
from patient_app.careteam.schemas.sessions import (
    CancelSchema,
    DetailsSchema,
    MoveSchema,
    SubstituteSchema,
)
from patient_app.careteam.service.sessions import change_details, move
from patient_app.core import clock
from patient_app.core.actors import Actor
from patient_app.core.audit import Act
from patient_app.core.errors import Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.core.words import local
from patient_app.schedule.queries.rosters import get_occurrence
from patient_app.schedule.rules.patterns import LONGEST_AT_THE_CENTER
from patient_app.schedule.service.occurrences import (
    cancel_occurrence,
    restore_occurrence,
    substitute,
)

DONE = {"move": "moved", "cover": "covered", "cancel": "cancelled", "details": "details"}
PAGES = {
    "move": "care/move.html",
    "cover": "care/cover_session.html",
    "cancel": "care/cancel.html",
    "details": "care/details.html",
}


@bp.get("/care/sessions/<uuid:occurrence_id>")
@times
def occurrence(occurrence_id: UUID) -> Response:
    """Its week, with the session in the side panel."""
    actor = current_actor()
    values = panel(actor, occurrence_id, clock.now())
    note_reads(Act.READ_ROSTER, actor, values["read"], f"occurrence:{occurrence_id}")
    return show_week(values["on"], occurrence_id, values)


@bp.get("/care/sessions/<uuid:occurrence_id>/<any(move, cover, cancel, details):what>")
@counselors
def change(occurrence_id: UUID, what: str) -> Response:
    """The form for one kind of change."""
    return _form(occurrence_id, what, None, 200)


@bp.post("/care/sessions/<uuid:occurrence_id>/move")
@counselors
def move_session(occurrence_id: UUID) -> Response:
    """Another time for this date; everyone enrolled is asked again."""
    return _change(occurrence_id, "move", Form[Move](MoveSchema), "on", move)


@bp.post("/care/sessions/<uuid:occurrence_id>/cover")
@counselors
def cover_session(occurrence_id: UUID) -> Response:
    """Someone else leads this date."""
    form = Form[Substitute](SubstituteSchema)
    return _change(occurrence_id, "cover", form, "facilitator_id", _substitute)


@bp.post("/care/sessions/<uuid:occurrence_id>/cancel")
@counselors
def cancel_session(occurrence_id: UUID) -> Response:
    """It does not take place, and why, in one line people see."""
    return _change(occurrence_id, "cancel", Form[Cancel](CancelSchema), "reason", _cancel)


@bp.post("/care/sessions/<uuid:occurrence_id>/details")
@counselors
def save_details(occurrence_id: UUID) -> Response:
    """Place, link and topic of this date alone."""
    form = Form[Details](DetailsSchema)
    return _change(occurrence_id, "details", form, "place", change_details)


@bp.post("/care/sessions/<uuid:occurrence_id>/restore")
@counselors
def restore_session(occurrence_id: UUID) -> Response:
    """It takes place after all."""
    actor = current_actor()
    restore_occurrence(actor.center_id, occurrence_id, clock.now(), by=actor)
    return see_other("careteam.occurrence", occurrence_id=occurrence_id, done="restored")


def _change(
    occurrence_id: UUID,
    what: str,
    form: Form[Any],
    field: str,
    verb: Callable[[Actor, UUID, Any, datetime], None],
) -> Response:
    if not form.load():
        return _form(occurrence_id, what, form, 422)
    try:
        verb(current_actor(), occurrence_id, form.data, clock.now())
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        form.refuse(field, refusal.wording)
        return _form(occurrence_id, what, form, 422)
    return see_other("careteam.occurrence", occurrence_id=occurrence_id, done=DONE[what])


def _substitute(actor: Actor, occurrence_id: UUID, new: Substitute, now: datetime) -> None:
    substitute(actor.center_id, occurrence_id, new.facilitator_id, now, by=actor)


def _cancel(actor: Actor, occurrence_id: UUID, cancel: Cancel, now: datetime) -> None:
    cancel_occurrence(actor.center_id, occurrence_id, now, by=actor, reason=cancel.reason)


def _form(occurrence_id: UUID, what: str, form: Form[Any] | None, status: int) -> Response:
    actor, now = current_actor(), clock.now()
    row, series = get_occurrence(actor.center_id, occurrence_id)
    starts, ends = local(row.starts_at, series.zone), local(row.ends_at, series.zone)
    colleagues = counselors_of(actor.center_id, now)
    names = {UUID(value): name for value, name in colleagues}
    return page(
        PAGES[what],
        status=status,
        form=form,
        **facts(row, series),
        start={
            "on": starts.date().isoformat(),
            "starts": starts.strftime("%H:%M"),
            "ends": ends.strftime("%H:%M"),
            "next_day": ends.time() <= starts.time(),
            "long": ends - starts > LONGEST_AT_THE_CENTER,
            "facilitator_id": str(row.facilitator_id or ""),
            "place": row.place or "",
            "join_link": row.join_link or "",
            "topic_id": str(row.own_topic_id or ""),
        },
        colleagues=colleagues,
        busy=busy_then(row, names) if what == "cover" else [],
        topics=topic_choices(actor.center_id),
    )
