"""Who stands in for me, and for whom I do."""

from uuid import UUID

from flask import Response

from patient_app.careteam.presenters.choices import counselors_of
from patient_app.careteam.presenters.cover import cover_lines
from patient_app.careteam.routes.blueprint import bp, counselors
from patient_app.careteam.routes.done import done
from patient_app.careteam.schemas.people import CoverSchema, RowSchema
from patient_app.core import clock
from patient_app.core.errors import NotFound, Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.episodes.rules.people import NewCover
from patient_app.episodes.service.cover import end_cover, set_cover


@bp.get("/care/cover")
@counselors
def cover() -> Response:
    """Covers not over yet, mine and for others."""
    return _show(None, 200)


@bp.post("/care/cover")
@counselors
def save_cover() -> Response:
    """A colleague stands in for me."""
    form = Form[NewCover](CoverSchema)
    if not form.load():
        return _show(form, 422)
    actor = current_actor()
    try:
        set_cover(actor, actor.person_id, form.data, clock.now())
    except Refusal as refusal:
        form.refuse("cover_id", refusal.wording)
        return _show(form, 422)
    return see_other("careteam.cover", done="cover_set")


@bp.post("/care/cover/end")
@counselors
def stop_cover() -> Response:
    """I am back."""
    form = Form[UUID](RowSchema)
    if not form.load():
        raise NotFound
    end_cover(current_actor(), form.data, clock.now())
    return see_other("careteam.cover", done="cover_ended")


def _show(form: Form[NewCover] | None, status: int) -> Response:
    actor, now = current_actor(), clock.now()
    return page(
        "care/cover.html",
        status=status,
        form=form,
        done=done(),
        colleagues=counselors_of(actor.center_id, now, without=actor.person_id),
        today=actor.today(now).isoformat(),
        **cover_lines(actor, now),
    )
