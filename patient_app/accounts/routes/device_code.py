"""A ten-minute code for one more device of one's own.

An iPhone's Home Screen app does not share Safari's sign-in: it is let in with this.
"""

from flask import Response, current_app

from patient_app.accounts.presenters.codes import code_card
from patient_app.accounts.routes.blueprint import bp
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import issue_code
from patient_app.core import clock
from patient_app.core.access import needs_fresh_sign_in, patient_required
from patient_app.core.config import Settings
from patient_app.core.identity import current_actor
from patient_app.core.pages import page


@bp.get("/settings/devices/code")
@patient_required
@needs_fresh_sign_in
def device_code() -> Response:
    """What the code is for, and the button that makes one."""
    return page("accounts/device_code.html", card=None)


@bp.post("/settings/devices/code")
@patient_required
@needs_fresh_sign_in
def make_device_code() -> Response:
    """Show a new code; it is kept nowhere, so this answer is the only place it appears."""
    actor = current_actor()
    settings: Settings = current_app.extensions["settings"]
    issued = issue_code(actor.person_id, actor.center_id, Purpose.DEVICE, actor, clock.now())
    return page("accounts/device_code.html", card=code_card(issued, settings.public_url))
