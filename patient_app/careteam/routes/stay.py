"""Leave, return, another level of care, leaving and coming back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response

from patient_app.careteam.routes.blueprint import bp, of_their_team
from patient_app.careteam.routes.person import show_person
from patient_app.careteam.routes.reading import note_read
from patient_app.careteam.schemas.people import ConfirmedSchema, LeaveSchema, LevelSchema
from patient_app.core import clock
from patient_app.core.actors import Actor
from patient_app.core.audit import Act
from patient_app.core.errors import Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.episodes.queries.episodes import get_person_episode
from patient_app.episodes.rules.people import Leave
from patient_app.episodes.service import stay

Verb = Callable[[Actor, UUID, Any, datetime], None]
PlainVerb = Callable[[Actor, UUID, datetime], None]


@bp.post("/care/people/<uuid:person_id>/leave")
@of_their_team
def go_on_leave(person_id: UUID) -> Response:
    """Away from-until."""
    form = Form[Leave](LeaveSchema)
    return _with_form(person_id, "leave", form, "until_on", stay.go_on_leave)


@bp.post("/care/people/<uuid:person_id>/level")
@of_their_team
def step_down(person_id: UUID) -> Response:
    """Another level of care."""
    form = Form[str](LevelSchema)
    return _with_form(person_id, "level", form, "level_of_care", stay.step_down)


@bp.post("/care/people/<uuid:person_id>/return")
@of_their_team
def return_from_leave(person_id: UUID) -> Response:
    """Back, or the leave is called off."""
    return _plainly(person_id, stay.return_from_leave, "back")


@bp.get("/care/people/<uuid:person_id>/end")
@of_their_team
def end_stay(person_id: UUID) -> Response:
    """What ends and what stays, before anyone presses the button."""
    return _end_page(person_id, None, 200)


@bp.post("/care/people/<uuid:person_id>/end")
@of_their_team
def leave_program(person_id: UUID) -> Response:
    """The stay ends today."""
    form = Form[bool](ConfirmedSchema)
    if not form.load():
        return _end_page(person_id, form, 422)
    return _plainly(person_id, stay.leave_program, "left")


@bp.post("/care/people/<uuid:person_id>/back")
@of_their_team
def come_back(person_id: UUID) -> Response:
    """In the program again."""
    return _plainly(person_id, stay.come_back, "back")


def _with_form(person_id: UUID, what: str, form: Form[Any], field: str, verb: Verb) -> Response:
    if not form.load():
        return show_person(person_id, 422, **{f"{what}_form": form})
    try:
        verb(current_actor(), _episode_id(person_id), form.data, clock.now())
    except Refusal as refusal:
        form.refuse(field, refusal.wording)
        return show_person(person_id, 422, **{f"{what}_form": form})
    return see_other("careteam.person", person_id=person_id, done=what)


def _plainly(person_id: UUID, verb: PlainVerb, what: str) -> Response:
    verb(current_actor(), _episode_id(person_id), clock.now())
    return see_other("careteam.person", person_id=person_id, done=what)


def _end_page(person_id: UUID, form: Form[bool] | None, status: int) -> Response:
    episode = get_person_episode(current_actor().center_id, person_id)
    note_read(Act.READ_PERSON, current_actor(), person_id)
    return page(
        "care/end_stay.html",
        status=status,
        form=form,
        name=episode.known_as,
        person_id=person_id,
    )


def _episode_id(person_id: UUID) -> UUID:
    return get_person_episode(current_actor().center_id, person_id).id
