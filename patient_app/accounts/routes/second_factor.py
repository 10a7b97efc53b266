"""The second step of staff signing in, and setting it up."""

import segno
from flask import Blueprint, Response, current_app, request

from patient_app.accounts.queries.devices import sign_in_name_of
from patient_app.accounts.queries.steps import find_step
from patient_app.accounts.routes.entering import let_in
from patient_app.accounts.routes.steps import step_token
from patient_app.accounts.rules.devices import device_code
from patient_app.accounts.rules.second_factor import SixDigits, enrolment_uri
from patient_app.accounts.rules.steps import Step, StepKind
from patient_app.accounts.schemas.credentials import SixDigitsSchema
from patient_app.accounts.service import second_factor
from patient_app.accounts.service.second_factor import WrongCode
from patient_app.accounts.service.signing_in import finish_second_factor
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
    """Six digits, or setting up the app that shows them."""
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


@bp.post("/sign-in/second-step/set-up")
@public
def set_up() -> Response:
    """Make the secret to scan; the next page shows it."""
    second_factor.begin_app(_half_done().person_id)
    return see_other("second_factor.step")


@bp.get("/settings/second-step")
@any_staff
def own() -> Response:
    """Whether the app is set up, and starting over with a new phone."""
    has_app = second_factor.has_app(current_actor().person_id)
    return page("accounts/second_factor_own.html", has_app=has_app)


@bp.post("/settings/second-step/remove")
@any_staff
@needs_fresh_sign_in
def remove() -> Response:
    """Forget the app; the next sign-in sets up a new one."""
    second_factor.remove_app(current_actor())
    return see_other("second_factor.own")


def _half_done() -> Step:
    half = find_step(step_token(), StepKind.SECOND_FACTOR, clock.now())
    if half is None:
        raise SignedOut
    return half


def _step(half: Step, form: Form[SixDigits] | None = None) -> Response:
    secret = second_factor.open_secret(half.person_id)
    return page(
        "accounts/second_factor.html",
        status=422 if form else 200,
        form=form,
        has_app=second_factor.has_app(half.person_id),
        secret=_in_fours(secret) if secret else None,
        qr=_qr(half, secret) if secret else None,
    )


def _qr(half: Step, secret: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    name = sign_in_name_of(half.person_id) or settings.app_name
    code = segno.make(enrolment_uri(secret, name, settings.app_name), error="m")
    drawn: str = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return drawn


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _signed_in(half: Step) -> Response:
    started = finish_second_factor(
        step_token(),
        clock.now(),
        device=device_code(request.user_agent.string),
        held_token=session_token(),
    )
    return let_in(started, half.next_path)
