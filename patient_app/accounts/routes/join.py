"""Making an account, in two screens: a name, then a way to open the app."""

import functools
from collections.abc import Callable

from flask import Response, current_app

from patient_app.accounts.presenters.app_setup import app_setup
from patient_app.accounts.presenters.joining import Joining, joining
from patient_app.accounts.queries.people import name_taken
from patient_app.accounts.queries.steps import find_step
from patient_app.accounts.routes.blueprint import bp
from patient_app.accounts.routes.entering import let_in, visit
from patient_app.accounts.routes.join_account import account_with_app, new_account
from patient_app.accounts.routes.steps import step_token
from patient_app.accounts.rules.forms import FirstAnswers, NewKey, SharedPhone
from patient_app.accounts.rules.second_factor import SixDigits, new_secret
from patient_app.accounts.rules.steps import Step, StepKind
from patient_app.accounts.schemas.credentials import SixDigitsSchema
from patient_app.accounts.schemas.sign_in import (
    FirstAnswersSchema,
    NewKeySchema,
    SharedPhoneSchema,
)
from patient_app.accounts.service.invitations import CodeNotOpen, look_up_by_id
from patient_app.accounts.service.joining import NameTaken, finish_account, finish_device
from patient_app.accounts.service.passwords import WeakPassword
from patient_app.accounts.service.phone_answers import PasskeyRefused
from patient_app.accounts.service.second_factor import WrongCode, prove_new, required_somewhere
from patient_app.accounts.service.steps import note_answers, note_key
from patient_app.accounts.service.suggestions import suggest, suggest_names
from patient_app.core import clock
from patient_app.core.access import public, signed_in
from patient_app.core.config import Settings
from patient_app.core.forms import Form
from patient_app.core.i18n import current_language
from patient_app.core.pages import page, see_other

Screen = Callable[[Step, Joining], Response]


def _with_open_code(screen: Screen) -> Callable[[], Response]:
    """Only for a browser that has shown a code which is still open; else back to the code."""

    @functools.wraps(screen)
    def shown() -> Response:
        now = clock.now()
        step = find_step(step_token(), StepKind.JOINING, now)
        if step is None or step.invitation_id is None:
            return see_other("accounts.type_code")
        try:
            found = look_up_by_id(step.invitation_id, now)
            return screen(step, joining(found, step, needs_app=_needs_app(step)))
        except CodeNotOpen:
            return see_other("accounts.type_code", old=1)

    return shown


@bp.get("/join")
@public
@_with_open_code
def join(step: Step, told: Joining) -> Response:
    """The first screen: a name, and who uses the phone."""
    return _ask_device(told) if told.is_device else _ask_name(step, told)


@bp.post("/join")
@public
@_with_open_code
def answer_first(step: Step, told: Joining) -> Response:
    """Keep the answers and go on; one more device of the same person is in already."""
    return _let_device_in(step, told) if told.is_device else _keep_name(step, told)


@bp.get("/join/key")
@public
@_with_open_code
def join_key(step: Step, told: Joining) -> Response:
    """The second screen: this phone, or a password."""
    return _ask_key(told) if told.has_chosen else see_other("accounts.join")


@bp.post("/join/key")
@public
@_with_open_code
def finish(step: Step, told: Joining) -> Response:
    """Make the account, use the code up, and sign in; staff with a password prove an app first."""
    if not told.has_chosen:
        return see_other("accounts.join")
    form: Form[NewKey] = Form(NewKeySchema)
    if not form.load():
        return _ask_key(told, form)
    try:
        account = new_account(step, told, form.data)
        if told.needs_app and account.password_hash:
            note_key(step.id, account.password_hash, new_secret())
            return see_other("accounts.join_app")
        entered = finish_account(step, account, visit(shared_phone=told.shared), clock.now())
    except WeakPassword as weak:
        form.refuse("password", str(weak.details["why"]))
        return _ask_key(told, form)
    except PasskeyRefused as refused:
        form.refuse("passkey", refused.wording)
        return _ask_key(told, form)
    except NameTaken as taken:
        return _name_refused(step, told, taken)
    return let_in(entered, "/join/done")


@bp.get("/join/app")
@public
@_with_open_code
def join_app(step: Step, told: Joining) -> Response:
    """The third screen of staff: an app on their own phone."""
    return _ask_app(step) if step.secret and told.has_chosen else see_other("accounts.join_key")


@bp.post("/join/app")
@public
@_with_open_code
def finish_with_app(step: Step, told: Joining) -> Response:
    """The digits; only now the code is used up and the password counts."""
    if not (step.secret and step.key_hash and told.has_chosen):
        return see_other("accounts.join_key")
    form: Form[SixDigits] = Form(SixDigitsSchema)
    if not form.load():
        return _ask_app(step, form)
    now = clock.now()
    try:
        app = prove_new(step.person_id, step.secret, form.data.code, now)
        account = account_with_app(told, step.key_hash, app)
        entered = finish_account(step, account, visit(shared_phone=told.shared), now)
    except WrongCode as wrong:
        form.refuse("code", wrong.wording)
        return _ask_app(step, form)
    except NameTaken as taken:
        return _name_refused(step, told, taken)
    return let_in(entered, "/join/done")


@bp.get("/join/done")
@signed_in
def joined() -> Response:
    """It worked; what comes next."""
    return page("accounts/join_done.html")


def _needs_app(step: Step) -> bool:
    settings: Settings = current_app.extensions["settings"]
    return required_somewhere(step.person_id, clock.now(), demo_allowed=settings.demo_allowed)


def _ask_app(step: Step, form: Form[SixDigits] | None = None) -> Response:
    settings: Settings = current_app.extensions["settings"]
    setup = app_setup(step.secret or "", step.sign_in_name, settings.app_name)
    return page("accounts/join_app.html", status=422 if form else 200, form=form, setup=setup)


def _let_device_in(step: Step, told: Joining) -> Response:
    form: Form[SharedPhone] = Form(SharedPhoneSchema)
    if not form.load():
        return _ask_device(told, form)
    return let_in(finish_device(step, visit(shared_phone=form.data.shared), clock.now()))


def _keep_name(step: Step, told: Joining) -> Response:
    form: Form[FirstAnswers] = Form(FirstAnswersSchema)
    if not form.load():
        return _ask_name(step, told, form)
    if name_taken(form.data.name, by_other_than=step.person_id):
        form.refuse("name", NameTaken.wording)
        return _ask_name(step, told, form)
    note_answers(step.id, form.data.name, shared_phone=form.data.shared)
    return see_other("accounts.join_key")


def _name_refused(step: Step, told: Joining, taken: NameTaken) -> Response:
    shared = "yes" if told.shared else "no"
    form: Form[FirstAnswers] = Form(FirstAnswersSchema, {"name": told.name, "shared": shared})
    form.refuse("name", taken.wording)
    return _ask_name(step, told, form)


def _ask_name(step: Step, told: Joining, form: Form[FirstAnswers] | None = None) -> Response:
    names = suggest_names(
        current_language(), lambda name: not name_taken(name, by_other_than=step.person_id)
    )
    status = 422 if form else 200
    return page("accounts/join_name.html", status=status, form=form, told=told, names=names)


def _ask_key(told: Joining, form: Form[NewKey] | None = None) -> Response:
    return page(
        "accounts/join_key.html",
        status=422 if form else 200,
        form=form,
        told=told,
        suggestion=suggest(current_language()),
    )


def _ask_device(told: Joining, form: Form[SharedPhone] | None = None) -> Response:
    status = 422 if form else 200
    return page("accounts/join_device.html", status=status, form=form, told=told)
