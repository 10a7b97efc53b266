"""A form that arrives after its sign-in has expired: sign in with it, and it goes through.

The answer is the form once more, hidden, under a sign-in. Sent again it carries the proof in the
fields named here; they are taken out before the form is read. Only the person whose sign-in had
expired in this browser can send it: nobody posts another person's words.
"""

from flask import Response, after_this_request, current_app, request
from werkzeug.datastructures import ImmutableMultiDict

from patient_app.accounts.models import SignInSession
from patient_app.accounts.queries.actors import find_actor
from patient_app.accounts.queries.sessions import find_by_token
from patient_app.accounts.routes.entering import visit
from patient_app.accounts.routes.passkeys import current_site
from patient_app.accounts.rules.entering import Proof, Waiting
from patient_app.accounts.service import signing_in
from patient_app.accounts.service.passkeys import prove
from patient_app.accounts.service.passwords import WrongPassword, prove_password
from patient_app.accounts.service.phone_answers import PasskeyRefused
from patient_app.accounts.service.second_factor import WrongCode, prove_digits, required_for
from patient_app.accounts.service.sessions import Started
from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.identity import keep_token, session_token, take_over
from patient_app.core.network import client_network
from patient_app.core.pages import page

NAME, PASSWORD, PASSKEY, DIGITS = "enter_name", "enter_password", "enter_passkey", "enter_digits"
_PROOFS = {NAME, PASSWORD, PASSKEY, DIGITS}


def sign_in_first() -> Response | None:
    """The form that came too late, under a sign-in; None when nobody's sign-in expired here."""
    held = find_by_token(session_token())
    if held is None or request.method != "POST":
        return None
    fields = [(name, text) for name, text in request.form.items(multi=True)]
    kept = [(name, text) for name, text in fields if name not in _PROOFS]
    tried = any(request.form.get(name) for name in (PASSWORD, PASSKEY))
    return page(
        "accounts/sign_in_first.html",
        status=401,
        action=request.full_path.rstrip("?"),
        kept=[(name, text) for name, text in kept if "password" not in name],
        wrong=tried,
        name=request.form.get(NAME, ""),
        asks_digits=_asks_digits(held),
    )


def signs_in() -> bool:
    """Whether this form brings its own proof; from here on the request is that person's.

    Raises TooManyTries.
    """
    if request.method != "POST" or not _PROOFS & set(request.form):
        return False
    held = find_by_token(session_token())
    try:
        started = _prove(held) if held is not None else None
    except (WrongPassword, PasskeyRefused, WrongCode):
        return False
    return started is not None and _go_on_as(started)


def _prove(held: SignInSession) -> Started | None:
    now, form = clock.now(), request.form
    if form.get(PASSKEY):
        person_id, proof = prove(form[PASSKEY], current_site(), now), Proof.PASSKEY
    else:
        name, typed = form.get(NAME, ""), form.get(PASSWORD, "")
        person_id = prove_password(name, typed, client_network(), now)
        proof = Proof.PASSWORD
    if person_id != held.person_id:
        return None
    entered = signing_in.enter(person_id, proof, visit(shared_phone=held.shared_phone), now)
    if not isinstance(entered, Waiting):
        return entered
    prove_digits(person_id, form.get(DIGITS, ""), now)
    return signing_in.finish_second_factor(entered.token, now, held_token=session_token())


def _go_on_as(started: Started) -> bool:
    found = find_actor(started.token, clock.now())
    if found is None:
        return False
    take_over(found.actor)

    @after_this_request
    def _keep(answer: Response) -> Response:
        keep_token(answer, started.token, max_age=started.max_age)
        return answer

    rest = [(name, text) for name, text in request.form.items(multi=True) if name not in _PROOFS]
    request.form = ImmutableMultiDict(rest)
    return True


def _asks_digits(held: SignInSession) -> bool:
    settings: Settings = current_app.extensions["settings"]
    return required_for(
        held.person_id, held.center_id, clock.now(), demo_allowed=settings.demo_allowed
    )
