"""From the last form of joining to the account it asks for."""

from flask import current_app, request

from patient_app.accounts.presenters.devices import device_name
from patient_app.accounts.presenters.joining import Joining
from patient_app.accounts.queries.people import names_of
from patient_app.accounts.routes.passkeys import current_site
from patient_app.accounts.rules.devices import device_code
from patient_app.accounts.rules.forms import NewKey
from patient_app.accounts.rules.invitations import NewAccount
from patient_app.accounts.rules.second_factor import NewApp
from patient_app.accounts.rules.steps import Step
from patient_app.accounts.service.passkeys import verify_new
from patient_app.accounts.service.passwords import hash_password
from patient_app.centers.queries.centers import get_center
from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.i18n import current_language


def new_account(step: Step, told: Joining, typed: NewKey) -> NewAccount:
    """What to make. Slow for a password. Raises PasskeyRefused or WeakPassword."""
    if typed.passkey:
        label = device_name(device_code(request.user_agent.string))
        made = verify_new(step.person_id, typed.passkey, current_site(), clock.now(), label)
        return NewAccount(told.name, told.shared, current_language(), passkey=made)
    hashed = hash_password(typed.password, _names(step, told))
    return NewAccount(told.name, told.shared, current_language(), password_hash=hashed)


def account_with_app(told: Joining, password_hash: str, app: NewApp) -> NewAccount:
    """What staff with a password end up with."""
    return NewAccount(
        told.name, told.shared, current_language(), password_hash=password_hash, app=app
    )


def _names(step: Step, told: Joining) -> list[str]:
    settings: Settings = current_app.extensions["settings"]
    real = names_of([step.person_id])[step.person_id]
    return [settings.app_name, get_center(step.center_id).name, real, told.name]
