"""Once more: who are you? Asked before a sensitive change, without losing what was typed.

A page asks first. A form that comes too late is answered with the same form, hidden, and the
question; its proof travels in the fields named here, and the change then goes through.
"""

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.datastructures import ImmutableMultiDict

from patient_app.accounts.queries.devices import ways_in
from patient_app.accounts.routes.passkeys import current_site
from patient_app.accounts.rules.paths import local_path
from patient_app.accounts.service.confirming import confirm_by_passkey, confirm_by_password
from patient_app.accounts.service.passwords import WrongPassword
from patient_app.accounts.service.phone_answers import PasskeyRefused
from patient_app.core import clock
from patient_app.core.access import signed_in
from patient_app.core.i18n import gettext
from patient_app.core.identity import current_actor
from patient_app.core.messages import N_
from patient_app.core.network import client_network
from patient_app.core.pages import page

bp = Blueprint("confirm", __name__)

PASSWORD, PASSKEY = "again_password", "again_passkey"
_NOT_KEPT = {PASSWORD, PASSKEY}
_WRONG = N_("That did not match. Check it and try again.")


@bp.get("/sign-in/again")
@signed_in
def again() -> Response:
    """The question by itself, before a page that asks for it."""
    return _question(url_for("confirm.answer", to=_wanted()), [], None)


@bp.post("/sign-in/again")
@signed_in
def answer() -> Response:
    """The proof; then on to the page."""
    if not proves_again():
        return _question(url_for("confirm.answer", to=_wanted()), [], gettext(_WRONG))
    return make_response(redirect(_wanted(), 303))


def ask_again() -> Response:
    """Instead of the refusal: the question, and with it the form that came too late."""
    if request.method != "POST":
        return make_response(redirect(url_for("confirm.again", to=request.path), 303))
    typed = request.form.items(multi=True)
    kept = [(name, text) for name, text in typed if "password" not in name]
    tried = bool(request.form.get(PASSWORD) or request.form.get(PASSKEY))
    return _question(request.path, kept, gettext(_WRONG) if tried else None)


def proves_again() -> bool:
    """Whether this form brings the proof along; its fields are taken out of the form.

    Raises TooManyTries.
    """
    password, passkey = request.form.get(PASSWORD, ""), request.form.get(PASSKEY, "")
    actor, now = current_actor(), clock.now()
    try:
        if passkey:
            confirm_by_passkey(actor, passkey, current_site(), now)
        elif password:
            confirm_by_password(actor, password, client_network(), now)
        else:
            return False
    except (WrongPassword, PasskeyRefused):
        return False
    rest = [(name, text) for name, text in request.form.items(multi=True) if name not in _NOT_KEPT]
    request.form = ImmutableMultiDict(rest)
    return True


def _question(action: str, kept: list[tuple[str, str]], wrong: str | None) -> Response:
    ways = ways_in(current_actor().person_id)
    return page(
        "accounts/settings_confirm.html",
        status=200 if request.method == "GET" else 422,
        action=action,
        kept=[(name, text) for name, text in kept if name not in _NOT_KEPT],
        wrong=wrong,
        has_password=ways.has_password,
        has_passkey=bool(ways.passkeys),
        password_field=PASSWORD,
        passkey_field=PASSKEY,
    )


def _wanted() -> str:
    return local_path(request.args.get("to")) or url_for("settings.overview")
