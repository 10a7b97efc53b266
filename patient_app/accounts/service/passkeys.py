"""Passkeys, made and used. The phone checks the person, the server checks the phone."""

import logging
from datetime import datetime
from uuid import UUID

import webauthn
from sqlalchemy import select
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from patient_app.accounts.models import Passkey, Person
from patient_app.accounts.rules.invitations import NewPasskey
from patient_app.accounts.rules.passkeys import MAX_PASSKEYS, ChallengeFor, Site
from patient_app.accounts.service.challenges import new_challenge, take_challenge
from patient_app.accounts.service.phone_answers import (
    PasskeyRefused,
    challenge_in,
    checked,
    read_answer,
)
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import Refusal
from patient_app.core.messages import N_
from patient_app.core.sealed import blind_index

_LONGEST_ID = 1023  # bytes, by the WebAuthn standard

log = logging.getLogger("steady.passkeys")


class TooManyPasskeys(Refusal):
    """More passkeys than anyone has phones."""

    status = 409
    code = "too_many_passkeys"
    wording = N_("You have many passkeys already. Remove one you no longer use first.")


@unit_of_work()
def ask_to_register(
    person_id: UUID, sign_in_name: str, site: Site, now: datetime, *, starting_over: bool = False
) -> str:
    """Options (JSON) for a phone to make a passkey of this person.

    A phone that has one makes no second, except when `starting_over`: then the old ones go.
    """
    kept = [] if starting_over else _passkeys(person_id)
    options = webauthn.generate_registration_options(
        rp_id=site.rp_id,
        rp_name=site.name,
        user_id=blind_index("passkey.user", str(person_id)),
        user_name=sign_in_name,
        challenge=new_challenge(ChallengeFor.REGISTER, person_id, now),
        timeout=120_000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=row.credential_id) for row in kept],
    )
    return webauthn.options_to_json(options)


@unit_of_work()
def register(
    person_id: UUID, answer: str, site: Site, now: datetime, label: str | None = None
) -> UUID:
    """Keep the passkey a phone has just made. Raises PasskeyRefused or TooManyPasskeys."""
    return keep_passkey(person_id, verify_new(person_id, answer, site, now, label), now)


@unit_of_work()
def verify_new(
    person_id: UUID, answer: str, site: Site, now: datetime, label: str | None = None
) -> NewPasskey:
    """The passkey a phone has just made, not kept yet. Raises PasskeyRefused."""
    credential = read_answer(parse_registration_credential_json, answer)
    challenge = challenge_in(credential)
    if not take_challenge(challenge, ChallengeFor.REGISTER, person_id, now):
        raise PasskeyRefused
    made = checked(
        lambda: webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    )
    if _by_credential(made.credential_id) is not None or len(made.credential_id) > _LONGEST_ID:
        raise PasskeyRefused
    return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count, label)


@unit_of_work()
def keep_passkey(person_id: UUID, made: NewPasskey, now: datetime) -> UUID:
    """Let this passkey open the person's account. Raises TooManyPasskeys."""
    if len(_passkeys(person_id)) >= MAX_PASSKEYS:
        raise TooManyPasskeys
    row = Passkey(
        person_id=person_id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        label=made.label,
        created_at=now,
        last_used_at=None,
    )
    session().add(row)
    session().flush()
    return row.id


@unit_of_work()
def ask_to_sign_in(site: Site, now: datetime) -> str:
    """Options (JSON) for a phone to prove any person it holds a passkey of: nobody is named."""
    options = webauthn.generate_authentication_options(
        rp_id=site.rp_id,
        challenge=new_challenge(ChallengeFor.SIGN_IN, None, now),
        timeout=120_000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


@unit_of_work()
def prove(answer: str, site: Site, now: datetime) -> UUID:
    """The person a phone has just proved. Raises PasskeyRefused, always in the same words."""
    credential = read_answer(parse_authentication_credential_json, answer)
    challenge = challenge_in(credential)
    passkey = _by_credential(credential.raw_id)
    if not take_challenge(challenge, ChallengeFor.SIGN_IN, None, now) or passkey is None:
        raise PasskeyRefused
    proof = checked(
        lambda: webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            # Compared in _note_use: synced passkeys count 0 for ever, and nobody is locked out.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    )
    if not _is_live(passkey.person_id):
        raise PasskeyRefused
    _note_use(passkey, proof, now)
    return passkey.person_id


def _passkeys(person_id: UUID) -> list[Passkey]:
    wanted = select(Passkey).where(Passkey.person_id == person_id).with_for_update()
    return list(session().scalars(wanted))


def _by_credential(credential_id: bytes) -> Passkey | None:
    wanted = select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    return session().scalars(wanted).one_or_none()


def _is_live(person_id: UUID) -> bool:
    person = session().get(Person, person_id)
    return person is not None and person.deactivated_at is None and person.erased_at is None


def _note_use(passkey: Passkey, proof: VerifiedAuthentication, now: datetime) -> None:
    if 0 < proof.new_sign_count <= passkey.sign_count:
        log.warning("passkey %s counted backwards: it may have been copied", passkey.id)
    passkey.sign_count = max(passkey.sign_count, proof.new_sign_count)
    passkey.last_used_at = now
