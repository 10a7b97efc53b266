"""The second step of staff signing in, and a new phone for it.

It is set up while an account is finished, never at the door: whoever has stolen a password
would otherwise be the first to enrol.
"""

from flask import Blueprint, Response, current_app, request

from patient_app.accounts.presenters.app_setup import app_setup
from patient_app.accounts.queries.devices import sign_in_name_of
from patient_app.accounts.queries.steps import find_step
from patient_app.accounts.routes.entering import let_in
from patient_app.accounts.routes.steps import drop_step, keep_step, step_token
from patient_app.accounts.rules.devices import device_code
from patient_app.accounts.rules.second_factor import SixDigits, new_secret
from patient_app.accounts.rules.steps import Step, StepKind
from patient_app.accounts.schemas.credentials import SixDigitsSchema
from patient_app.accounts.service import second_factor
from patient_app.accounts.service.second_factor import WrongCode
from patient_app.accounts.service.signing_in import finish_second_factor
from patient_app.accounts.service.steps import close_step, open_step
from patient_app.core import clock
from patient_app.core.access import needs_fresh_sign_in, public, staff_required
from patient_app.core.actors import Role
from patient_app.core.config import Settings
from patient_app.core.errors import SignedOut
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor, session_token
from patient_app.core.pages import page, see_other

bp = Blueprint("second_factor", __name__)

any_staff = staff_required(Role.COUNSELOR, Role.FRONT_DESK, Role.ADMIN)


@bp.get("/sign-in/second-step")
@public
def step() -> Response:
    """Six digits; an account without an app is sent to a new code."""
    return _step(_half_done())


@bp.post("/sign-in/second-step")
@public
def prove() -> Response:
    """The digits; then the member of staff is signed in."""
    half = _half_done()
    form: Form[SixDigits] = Form(SixDigitsSchema)
    if not form.load():
        return _step(half, form)
    try:
        second_factor.prove_digits(half.person_id, form.data.code, clock.now())
    except WrongCode as wrong:
        form.refuse("code", wrong.wording)
        return _step(half, form)
    return _signed_in(half)


@bp.get("/settings/second-step")
@any_staff
def own() -> Response:
    """Whether the app is set up; while a new one is, its square."""
    return _own()


@bp.post("/settings/second-step")
@any_staff
@needs_fresh_sign_in
def set_up_own() -> Response:
    """A new secret to scan. The app before it works until the new one has been proved."""
    actor = current_actor()
    token = open_step(
        StepKind.NEW_APP, actor.person_id, actor.center_id, clock.now(), secret=new_secret()
    )
    answer = see_other("second_factor.own")
    keep_step(answer, token)
    return answer


@bp.post("/settings/second-step/prove")
@any_staff
@needs_fresh_sign_in
def prove_own() -> Response:
    """The first digits of the new app."""
    being_set_up, form = _being_set_up(), Form[SixDigits](SixDigitsSchema)
    if being_set_up is None or being_set_up.secret is None:
        return see_other("second_factor.own")
    if not form.load():
        return _own(form)
    actor, now = current_actor(), clock.now()
    try:
        app = second_factor.prove_new(actor.person_id, being_set_up.secret, form.data.code, now)
    except WrongCode as wrong:
        form.refuse("code", wrong.wording)
        return _own(form)
    second_factor.change_own_app(actor, app, now)
    close_step(being_set_up.id)
    answer = see_other("second_factor.own")
    drop_step(answer)
    return answer


def _being_set_up() -> Step | None:
    found = find_step(step_token(), StepKind.NEW_APP, clock.now())
    return found if found and found.person_id == current_actor().person_id else None


def _own(form: Form[SixDigits] | None = None) -> Response:
    settings: Settings = current_app.extensions["settings"]
    person_id, step = current_actor().person_id, _being_set_up()
    name = sign_in_name_of(person_id)
    return page(
        "accounts/second_factor_own.html",
        status=422 if form else 200,
        form=form,
        has_app=second_factor.has_app(person_id),
        setup=app_setup(step.secret, name, settings.app_name) if step and step.secret else None,
    )


def _half_done() -> Step:
    half = find_step(step_token(), StepKind.SECOND_FACTOR, clock.now())
    if half is None:
        raise SignedOut
    return half


def _step(half: Step, form: Form[SixDigits] | None = None) -> Response:
    return page(
        "accounts/second_factor.html",
        status=422 if form else 200,
        form=form,
        has_app=second_factor.has_app(half.person_id),
    )


def _signed_in(half: Step) -> Response:
    started = finish_second_factor(
        step_token(),
        clock.now(),
        device=device_code(request.user_agent.string),
        held_token=session_token(),
    )
    return let_in(started, half.next_path)
