"""The person's own work and school times."""

from uuid import UUID

from flask import Response

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.schedule.presenters.blocks import (
    as_typed,
    block_choices,
    block_lines,
    removed_line,
    weekday_choices,
)
from patient_app.schedule.presenters.pages import visit
from patient_app.schedule.queries.own import get_own_block, just_removed
from patient_app.schedule.routes.blueprint import bp
from patient_app.schedule.rules.drafts import BlockDraft
from patient_app.schedule.schemas import BlockSchema
from patient_app.schedule.service.own import (
    add_block,
    bring_back_block,
    change_block,
    remove_block,
)


@bp.get("/schedule/blocks")
@patient_required
def blocks() -> Response:
    """All of them, and a form for one more."""
    return _show_all(200, None)


@bp.post("/schedule/blocks")
@patient_required
def new_block() -> Response:
    """Keep one more."""
    form = Form[BlockDraft](BlockSchema)
    if not form.load():
        return _show_all(422, _with_days(form))
    actor, now = current_actor(), clock.now()
    zone = visit(actor, now).setting.zone
    add_block(actor.person_id, actor.center_id, zone, form.data, now)
    return see_other("schedule.blocks")


@bp.get("/schedule/blocks/<uuid:block_id>")
@patient_required
def block(block_id: UUID) -> Response:
    """One of them."""
    row = get_own_block(current_actor().person_id, block_id)
    return _show_one(block_id, 200, Form[BlockDraft](BlockSchema, as_typed(row)))


@bp.post("/schedule/blocks/<uuid:block_id>")
@patient_required
def save_block(block_id: UUID) -> Response:
    """Change one."""
    get_own_block(current_actor().person_id, block_id)
    form = Form[BlockDraft](BlockSchema)
    if not form.load():
        return _show_one(block_id, 422, _with_days(form))
    change_block(current_actor().person_id, block_id, form.data)
    return see_other("schedule.blocks")


@bp.post("/schedule/blocks/<uuid:block_id>/remove")
@patient_required
def drop_block(block_id: UUID) -> Response:
    """Remove one; the list offers to undo it."""
    remove_block(current_actor().person_id, block_id, clock.now())
    return see_other("schedule.blocks", _anchor="removed")


@bp.post("/schedule/blocks/<uuid:block_id>/bring-back")
@patient_required
def bring_back(block_id: UUID) -> Response:
    """Undo."""
    bring_back_block(current_actor().person_id, block_id)
    return see_other("schedule.blocks", _anchor=f"own-{block_id}")


def _show_all(status: int, form: Form[BlockDraft] | None) -> Response:
    actor, now = current_actor(), clock.now()
    here = visit(actor, now)
    return page(
        "schedule/blocks.html",
        status=status,
        lines=block_lines(here.setting.blocks, here.today),
        removed=removed_line(just_removed(actor.person_id, actor.center_id, now)),
        today=here.today.isoformat(),
        form=form,
        kinds=block_choices(),
        weekdays=weekday_choices(),
    )


def _show_one(block_id: UUID, status: int, form: Form[BlockDraft]) -> Response:
    return page(
        "schedule/block.html",
        status=status,
        block_id=block_id,
        form=form,
        kinds=block_choices(),
        weekdays=weekday_choices(),
    )


def _with_days(form: Form[BlockDraft]) -> Form[BlockDraft]:
    """Typed weekdays as numbers, so that the page ticks them again."""
    typed = form.values.get("weekdays", [])
    form.values["weekdays"] = [int(day) for day in typed if day in "0123456" and day]
    return form
