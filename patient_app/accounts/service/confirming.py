"""Proving once more who one is, on the way to a sensitive change."""

from datetime import datetime

from patient_app.accounts.queries.devices import sign_in_name_of
from patient_app.accounts.rules.passkeys import Site
from patient_app.accounts.service.devices import note_fresh_proof
from patient_app.accounts.service.passkeys import prove
from patient_app.accounts.service.passwords import WrongPassword, prove_password
from patient_app.accounts.service.phone_answers import PasskeyRefused
from patient_app.core.actors import Actor
from patient_app.core.db import unit_of_work


def confirm_by_password(actor: Actor, typed: str, network: str, now: datetime) -> None:
    """Raises WrongPassword or TooManyTries. Not inside a unit of work: tries stay counted."""
    name = sign_in_name_of(actor.person_id)
    if name is None or prove_password(name, typed, network, now) != actor.person_id:
        raise WrongPassword
    note_fresh_proof(actor, now)


@unit_of_work()
def confirm_by_passkey(actor: Actor, answer: str, site: Site, now: datetime) -> None:
    """Raises PasskeyRefused, also when the passkey is someone else's."""
    if prove(answer, site, now) != actor.person_id:
        raise PasskeyRefused
    note_fresh_proof(actor, now)
