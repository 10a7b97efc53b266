"""From a proof to an answer: the session cookie, or the way to the second step."""

from uuid import UUID

from flask import Response, current_app, redirect, request

from patient_app.accounts.routes.steps import drop_step, keep_step
from patient_app.accounts.rules.devices import device_code
from patient_app.accounts.rules.entering import Proof, Visit, Waiting
from patient_app.accounts.rules.paths import local_path
from patient_app.accounts.service import signing_in
from patient_app.accounts.service.sessions import Started
from patient_app.centers.queries.centers import center_for_host
from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.identity import keep_token, session_token
from patient_app.core.pages import see_other


def visit(*, shared_phone: bool = False, to: str | None = None) -> Visit:
    """The browser of this request."""
    settings: Settings = current_app.extensions["settings"]
    center = center_for_host(request.host)
    return Visit(
        host_center=center.id if center else None,
        held_token=session_token(),
        device=device_code(request.user_agent.string),
        shared_phone=shared_phone,
        next_path=local_path(to),
        demo_allowed=settings.demo_allowed,
    )


def enter(person_id: UUID, proof: Proof, *, shared: bool, to: str | None) -> Response:
    """Sign a proven person in and send them on. Raises WrongPassword when they have no role."""
    asked = visit(shared_phone=shared, to=to)
    return let_in(signing_in.enter(person_id, proof, asked, clock.now()), asked.next_path)


def let_in(entered: Started | Waiting, to: str | None = None) -> Response:
    """303 to where the person was going, or to the second step of staff."""
    if isinstance(entered, Waiting):
        answer = see_other("second_factor.step")
        keep_step(answer, entered.token)
        return answer
    answer = redirect(to or "/", 303)  # type: ignore[assignment]  # werkzeug types it wider
    keep_token(answer, entered.token, max_age=entered.max_age)
    drop_step(answer)
    return answer
