"""Passkeys: the questions for the phone, and one's own list of them."""

from uuid import UUID

from flask import Blueprint, Response, current_app, make_response, request

from patient_app.accounts.presenters.devices import device_name
from patient_app.accounts.queries.devices import sign_in_name_of, ways_in
from patient_app.accounts.queries.steps import find_step
from patient_app.accounts.routes.steps import step_token
from patient_app.accounts.rules.devices import device_code
from patient_app.accounts.rules.passkeys import AddPasskey, RenamePasskey, Site
from patient_app.accounts.rules.steps import StepKind
from patient_app.accounts.schemas.credentials import AddPasskeySchema, RenamePasskeySchema
from patient_app.accounts.service import own_passkeys
from patient_app.accounts.service.passkeys import ask_to_register, ask_to_sign_in
from patient_app.accounts.service.phone_answers import PasskeyRefused
from patient_app.core import clock
from patient_app.core.access import needs_fresh_sign_in, public, signed_in
from patient_app.core.addresses import passkey_origin
from patient_app.core.config import Settings
from patient_app.core.errors import SignedOut
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other

bp = Blueprint("passkeys", __name__)


def current_site() -> Site:
    """Where passkeys of this installation work, and the address this page has among those."""
    settings: Settings = current_app.extensions["settings"]
    return Site(settings.hostname, passkey_origin(), settings.app_name)


@bp.post("/api/passkeys/sign-in")
@public
def sign_in_options() -> Response:
    """A question any passkey of this app may answer; it names nobody."""
    return _json(ask_to_sign_in(current_site(), clock.now()))


@bp.post("/api/passkeys/join")
@public
def join_options() -> Response:
    """A question for the phone of someone who has shown a code and chosen a name."""
    now = clock.now()
    step = find_step(step_token(), StepKind.JOINING, now)
    if step is None:
        raise SignedOut
    site = current_site()
    name = step.sign_in_name or sign_in_name_of(step.person_id) or site.name
    return _json(ask_to_register(step.person_id, name, site, now, starting_over=True))


@bp.post("/api/passkeys/add")
@signed_in
@needs_fresh_sign_in
def add_options() -> Response:
    """A question for a phone to become one more way in."""
    person_id = current_actor().person_id
    name = sign_in_name_of(person_id) or current_site().name
    return _json(ask_to_register(person_id, name, current_site(), clock.now()))


@bp.get("/settings/passkeys/new")
@signed_in
@needs_fresh_sign_in
def new() -> Response:
    """What a passkey is, who else could use it, and the button."""
    return _new()


@bp.post("/settings/passkeys")
@signed_in
@needs_fresh_sign_in
def add() -> Response:
    """Keep the passkey this phone has made."""
    form: Form[AddPasskey] = Form(AddPasskeySchema)
    if not form.load():
        return _new(form)
    label = form.data.label or device_name(device_code(request.user_agent.string))
    try:
        own_passkeys.add_own_passkey(
            current_actor(), form.data.passkey, current_site(), label, clock.now()
        )
    except PasskeyRefused as refused:
        form.refuse("passkey", refused.wording)
        return _new(form)
    return see_other("devices.own")


@bp.get("/settings/passkeys/<uuid:passkey_id>")
@signed_in
def edit(passkey_id: UUID) -> Response:
    """Name or remove one passkey."""
    return _edit(passkey_id)


@bp.post("/settings/passkeys/<uuid:passkey_id>/name")
@signed_in
def rename(passkey_id: UUID) -> Response:
    """Call a passkey by the person's own word."""
    form: Form[RenamePasskey] = Form(RenamePasskeySchema)
    if not form.load():
        return _edit(passkey_id, form)
    own_passkeys.rename_passkey(current_actor(), passkey_id, form.data.label)
    return see_other("devices.own")


@bp.post("/settings/passkeys/<uuid:passkey_id>/remove")
@signed_in
@needs_fresh_sign_in
def remove(passkey_id: UUID) -> Response:
    """Take a passkey back; never the last way in."""
    own_passkeys.remove_passkey(current_actor(), passkey_id)
    return see_other("devices.own")


def _new(form: Form[AddPasskey] | None = None) -> Response:
    label = device_name(device_code(request.user_agent.string))
    return page("accounts/passkeys_new.html", status=422 if form else 200, form=form, label=label)


def _edit(passkey_id: UUID, form: Form[RenamePasskey] | None = None) -> Response:
    actor = current_actor()
    return page(
        "accounts/passkeys_edit.html",
        status=422 if form else 200,
        form=form,
        passkey=own_passkeys.get_own_passkey(actor, passkey_id),
        is_last_way_in=ways_in(actor.person_id).only_one_left,
    )


def _json(text: str) -> Response:
    return make_response(text, 200, {"Content-Type": "application/json"})
