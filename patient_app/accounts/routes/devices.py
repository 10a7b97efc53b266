"""Where a person is signed in, and signing out there."""

from uuid import UUID

from flask import Blueprint, Response

from patient_app.accounts.presenters.devices import device_line, passkey_line
from patient_app.accounts.queries.devices import live_sessions, ways_in
from patient_app.accounts.service.devices import end_everywhere, end_own
from patient_app.core import clock
from patient_app.core.access import signed_in
from patient_app.core.identity import current_actor, drop_token
from patient_app.core.pages import page, see_other

bp = Blueprint("devices", __name__)


@bp.get("/settings/devices")
@signed_in
def own() -> Response:
    """One's devices and ways to sign in."""
    actor, now = current_actor(), clock.now()
    zone = actor.clock_zone
    ways = ways_in(actor.person_id)
    sessions = live_sessions(actor.person_id, now)
    return page(
        "accounts/devices.html",
        devices=[device_line(row, actor.session_id, zone, now) for row in sessions],
        passkeys=[passkey_line(row, zone) for row in ways.passkeys],
        ways=ways,
    )


@bp.post("/settings/devices/<uuid:session_id>/end")
@signed_in
def end_one(session_id: UUID) -> Response:
    """Sign one device out."""
    actor = current_actor()
    end_own(actor, session_id, clock.now())
    return _signed_out() if session_id == actor.session_id else see_other("devices.own")


@bp.post("/settings/devices/end-others")
@signed_in
def end_others() -> Response:
    """Sign every other device out."""
    end_everywhere(current_actor(), clock.now(), keep_this=True)
    return see_other("devices.own")


@bp.post("/settings/devices/end-all")
@signed_in
def end_all() -> Response:
    """Sign every device out, this one too."""
    end_everywhere(current_actor(), clock.now(), keep_this=False)
    return _signed_out()


def _signed_out() -> Response:
    answer = see_other("accounts.sign_in")
    drop_token(answer)
    return answer
