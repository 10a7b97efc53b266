"""Signing in with a name and password or with this phone, and signing out."""

from flask import Response, request

from patient_app.accounts.routes.blueprint import bp
from patient_app.accounts.routes.entering import enter
from patient_app.accounts.routes.passkeys import current_site
from patient_app.accounts.rules.entering import Proof
from patient_app.accounts.rules.forms import SignIn
from patient_app.accounts.rules.paths import local_path
from patient_app.accounts.schemas.sign_in import SignInSchema
from patient_app.accounts.service.passkeys import prove
from patient_app.accounts.service.passwords import WrongPassword, prove_password
from patient_app.accounts.service.phone_answers import PasskeyRefused
from patient_app.accounts.service.sessions import end_sessions
from patient_app.core import clock
from patient_app.core.access import public
from patient_app.core.errors import TooManyTries
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor_or_none, drop_token
from patient_app.core.network import client_network
from patient_app.core.pages import page, see_other


@bp.get("/sign-in")
@public
def sign_in() -> Response:
    """The form; someone signed in already goes on to where they were going."""
    to = local_path(request.args.get("to"))
    if current_actor_or_none() is not None and "again" not in request.args:
        return _onward(to)
    return _show(Form(SignInSchema, {"to": to or ""}))


@bp.post("/sign-in")
@public
def enter_with_password_or_phone() -> Response:
    """Sign in. A wrong try says the same, in the same time, whoever the name belongs to."""
    form: Form[SignIn] = Form(SignInSchema)
    if not form.load():
        return _show(form, 422)
    try:
        return _entered(form.data)
    except (WrongPassword, PasskeyRefused) as refused:
        form.refuse(
            "password" if refused.code == WrongPassword.code else "passkey", refused.wording
        )
        return _show(form, 422)
    except TooManyTries as early:
        return _wait(form, early)


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    """End this browser's sign-in.

    Only "cache" is cleared from here: "storage" would take the unsent entries of another person
    who uses this phone. The page deletes this person's own pack, keys and drafts.
    """
    actor = current_actor_or_none()
    answer = see_other("accounts.sign_in")
    if actor is not None:
        end_sessions(actor.person_id, clock.now(), by="self", only=actor.session_id)
        answer.headers["Clear-Site-Data"] = '"cache"'
    drop_token(answer)
    return answer


def _entered(typed: SignIn) -> Response:
    now = clock.now()
    if typed.passkey:
        person_id, proof = prove(typed.passkey, current_site(), now), Proof.PASSKEY
    else:
        person_id = prove_password(typed.name, typed.password, client_network(), now)
        proof = Proof.PASSWORD
    return enter(person_id, proof, shared=typed.shared, to=typed.to)


def _onward(to: str | None) -> Response:
    answer = see_other("accounts.sign_in")
    answer.headers["Location"] = to or "/"
    return answer


def _wait(form: Form[SignIn], early: TooManyTries) -> Response:
    seconds = int(str(early.details["retry_after"]))
    answer = _show(form, 429, wait=seconds)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _show(form: Form[SignIn], status: int = 200, wait: int | None = None) -> Response:
    return page("accounts/sign_in.html", status=status, form=form, wait=wait)
