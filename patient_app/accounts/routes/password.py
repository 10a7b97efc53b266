"""Choosing a password, from the settings."""

from flask import Response, current_app

from patient_app.accounts.queries.devices import sign_in_name_of
from patient_app.accounts.queries.people import names_of
from patient_app.accounts.routes.blueprint import bp
from patient_app.accounts.rules.forms import NewPassword
from patient_app.accounts.schemas.sign_in import NewPasswordSchema
from patient_app.accounts.service.passwords import (
    WeakPassword,
    change_own_password,
    has_password,
    hash_password,
)
from patient_app.accounts.service.suggestions import suggest
from patient_app.centers.queries.centers import get_center
from patient_app.core import clock
from patient_app.core.access import needs_fresh_sign_in, signed_in
from patient_app.core.config import Settings
from patient_app.core.forms import Form
from patient_app.core.i18n import current_language
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other


@bp.get("/settings/password")
@signed_in
@needs_fresh_sign_in
def change_password() -> Response:
    """A new password, with a suggestion."""
    return _show()


@bp.post("/settings/password")
@signed_in
@needs_fresh_sign_in
def keep_new_password() -> Response:
    """Keep it, and sign every other device out."""
    form: Form[NewPassword] = Form(NewPasswordSchema)
    if not form.load():
        return _show(form)
    try:
        hashed = hash_password(form.data.password, _names())
    except WeakPassword as weak:
        form.refuse("password", str(weak.details["why"]))
        return _show(form)
    change_own_password(current_actor(), hashed, clock.now())
    return see_other("devices.own")


def _names() -> list[str]:
    actor = current_actor()
    settings: Settings = current_app.extensions["settings"]
    real = names_of([actor.person_id])[actor.person_id]
    chosen = sign_in_name_of(actor.person_id) or ""
    return [settings.app_name, get_center(actor.center_id).name, real, chosen]


def _show(form: Form[NewPassword] | None = None) -> Response:
    return page(
        "accounts/password.html",
        status=422 if form else 200,
        form=form,
        has_one=has_password(current_actor().person_id),
        suggestion=suggest(current_language()),
    )
