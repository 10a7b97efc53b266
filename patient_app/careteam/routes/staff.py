"""Colleagues and their roles, for the admin; nothing here is about a patient."""

from typing import Any
from uuid import UUID

from flask import Response

from patient_app.accounts.queries.people import language_of
from patient_app.accounts.service.invitations import issue_way_back
from patient_app.accounts.service.roles import deactivate_staff, end_role, give_role
from patient_app.careteam.presenters.choices import counselors_of, language_choices
from patient_app.careteam.presenters.staff import role_choices, staff_lines, staff_member
from patient_app.careteam.refusals import HeirNeeded, NotYourself
from patient_app.careteam.routes.blueprint import admins, bp
from patient_app.careteam.routes.done import done
from patient_app.careteam.routes.invite import code_to_show
from patient_app.careteam.rules.drafts import NewStaff
from patient_app.careteam.schemas.people import (
    ConfirmedSchema,
    LeaverSchema,
    RoleSchema,
    StaffSchema,
)
from patient_app.careteam.service.inviting import invite_staff
from patient_app.core import clock
from patient_app.core.access import needs_fresh_sign_in
from patient_app.core.actors import Role
from patient_app.core.errors import NotFound, Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.episodes.queries.caseload import has_people
from patient_app.episodes.service.team import require_counselor


@bp.get("/care/staff")
@admins
def staff() -> Response:
    """Everyone who works here."""
    return _list(None, 200)


@bp.post("/care/staff")
@admins
@needs_fresh_sign_in
def add_staff() -> Response:
    """A colleague, and the code on the page that answers."""
    form = Form[NewStaff](StaffSchema)
    if not form.load():
        return _list(form, 422)
    try:
        issued = invite_staff(current_actor(), form.data, clock.now())
    except Refusal as refusal:
        form.refuse("name", refusal.wording)
        return _list(form, 422)
    return page(
        "care/code.html",
        code=code_to_show(issued, form.data.language),
        name=form.data.name,
        person_id=None,
        way_back=False,
    )


@bp.get("/care/staff/<uuid:person_id>")
@admins
def colleague(person_id: UUID) -> Response:
    """One colleague's roles."""
    return _one(person_id, 200)


@bp.post("/care/staff/<uuid:person_id>/roles")
@admins
@needs_fresh_sign_in
def add_role(person_id: UUID) -> Response:
    """One role more."""
    form, actor = _loaded(Form[str](RoleSchema)), current_actor()
    staff_member(actor.center_id, person_id, clock.now())
    give_role(person_id, actor.center_id, Role(form.data), actor, clock.now())
    return see_other("careteam.colleague", person_id=person_id, done="roles")


@bp.post("/care/staff/<uuid:person_id>/roles/end")
@admins
@needs_fresh_sign_in
def drop_role(person_id: UUID) -> Response:
    """One role less, from the next request on."""
    form, actor = _loaded(Form[str](RoleSchema)), current_actor()
    member = staff_member(actor.center_id, person_id, clock.now())
    if len(member.roles) == 1:
        return _one(person_id, 422, last_role=True)
    try:
        _require_no_people(person_id, form.data)
        end_role(person_id, actor.center_id, Role(form.data), actor, clock.now())
    except Refusal as refusal:
        form.refuse("heir_id", refusal.wording)
        return _one(person_id, 422, leaver_form=form)
    return see_other("careteam.colleague", person_id=person_id, done="roles")


@bp.post("/care/staff/<uuid:person_id>/deactivate")
@admins
@needs_fresh_sign_in
def deactivate(person_id: UUID) -> Response:
    """They leave: signed out at once, their people and requests go to the heir."""
    form, actor, now = _loaded(Form[UUID | None](LeaverSchema)), current_actor(), clock.now()
    staff_member(actor.center_id, person_id, now)
    try:
        _require_heir(person_id, form.data)
        deactivate_staff(person_id, actor.center_id, form.data, actor, now)
    except Refusal as refusal:
        form.refuse("heir_id", refusal.wording)
        return _one(person_id, 422, leaver_form=form)
    return see_other("careteam.staff", done="deactivated")


@bp.post("/care/staff/<uuid:person_id>/way-back")
@admins
@needs_fresh_sign_in
def staff_way_back(person_id: UUID) -> Response:
    """New credentials for a colleague the admin has made sure of."""
    form, actor = Form[bool](ConfirmedSchema), current_actor()
    member = staff_member(actor.center_id, person_id, clock.now())
    if not form.load():
        return _one(person_id, 422, way_back_form=form)
    issued = issue_way_back(person_id, actor.center_id, actor, clock.now())
    return page(
        "care/code.html",
        code=code_to_show(issued, language_of(person_id)),
        name=member.name,
        person_id=None,
        way_back=True,
    )


def _require_heir(person_id: UUID, heir_id: UUID | None) -> None:
    actor, now = current_actor(), clock.now()
    if person_id == actor.person_id:
        raise NotYourself
    if heir_id is not None:
        require_counselor(actor.center_id, heir_id, now)
    if heir_id in {None, person_id} and has_people(actor.center_id, person_id, now):
        raise HeirNeeded


def _require_no_people(person_id: UUID, role: str) -> None:
    actor = current_actor()
    if person_id == actor.person_id and role == Role.ADMIN:
        raise NotYourself
    if role == Role.COUNSELOR and has_people(actor.center_id, person_id, clock.now()):
        raise HeirNeeded


def _loaded(form: Form[Any]) -> Form[Any]:
    if not form.load():
        raise NotFound
    return form


def _list(form: Form[NewStaff] | None, status: int) -> Response:
    center_id = current_actor().center_id
    return page(
        "care/staff.html",
        status=status,
        form=form,
        done=done(),
        lines=staff_lines(center_id, clock.now()),
        languages=language_choices(center_id),
        roles=role_choices(),
    )


def _one(person_id: UUID, status: int, *, last_role: bool = False, **forms: Form[Any]) -> Response:
    actor, now = current_actor(), clock.now()
    member = staff_member(actor.center_id, person_id, now)
    empty: dict[str, Any] = {"leaver_form": None, "way_back_form": None}
    return page(
        "care/colleague.html",
        status=status,
        person_id=person_id,
        done=done(),
        name=member.name,
        held=[pair for pair in role_choices() if pair[0] in member.roles],
        other=[pair for pair in role_choices() if pair[0] not in member.roles],
        heirs=counselors_of(actor.center_id, now, without=person_id),
        myself=person_id == actor.person_id,
        last_role=last_role,
        **(empty | forms),
    )
