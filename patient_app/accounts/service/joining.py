"""From a code to a finished account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from patient_app.accounts.models import Invitation, Person, Totp
from patient_app.accounts.queries.people import name_key, name_taken
from patient_app.accounts.rules.brakes import CODES
from patient_app.accounts.rules.entering import Proof, Visit, Waiting
from patient_app.accounts.rules.invitations import Invited, NewAccount
from patient_app.accounts.rules.names import shown_name
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.rules.steps import Step, StepKind
from patient_app.accounts.service import invitations, roles
from patient_app.accounts.service.open_doors import close_open_doors
from patient_app.accounts.service.own_passkeys import forget_passkeys
from patient_app.accounts.service.passkeys import keep_passkey
from patient_app.accounts.service.passwords import forget_password, keep_hash
from patient_app.accounts.service.second_factor import keep_app
from patient_app.accounts.service.sessions import Started, end_sessions
from patient_app.accounts.service.signing_in import enter
from patient_app.accounts.service.steps import close_step, open_step
from patient_app.accounts.service.throttle import admit, forgive, tried
from patient_app.centers.queries.centers import get_center
from patient_app.core import audit
from patient_app.core.actors import Actor, Role
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import Refusal
from patient_app.core.events import CredentialsReplaced, InvitationAccepted, announce
from patient_app.core.ids import new_id
from patient_app.core.messages import N_


class NameTaken(Refusal):
    """Somebody signs in under this name already."""

    status = 422
    code = "name_taken"
    wording = N_("Somebody uses this name already. Choose another one.")


@dataclass(frozen=True, slots=True)
class Begun:
    """An open code was shown; `token` leads through the next screens."""

    token: str
    invited: Invited


def begin(code: str, network: str, now: datetime) -> Begun:
    """Look a code up, no faster than the brake allows. Raises TooManyTries or CodeNotOpen.

    Nothing is consumed. Not inside a unit of work: a refused try must stay counted.
    """
    place = tried(CODES, network)
    admit([place], now)
    found = invitations.look_up(code, now)
    forgive([place], now)
    token = open_step(
        StepKind.JOINING,
        found.person_id,
        found.center_id,
        now,
        invitation_id=found.invitation_id,
    )
    return Begun(token, found)


@unit_of_work()
def finish_account(
    step: Step, account: NewAccount, visit: Visit, now: datetime
) -> Started | Waiting:
    """Consume the code and sign its person in, all in one commit.

    A way back in first takes away every old credential and sign-in. Raises CodeNotOpen when the
    code was used meanwhile, or NameTaken.
    """
    row, found = _consume(step, now)
    person = session().get_one(Person, found.person_id, with_for_update=True)
    first = person.sign_in_key is None
    me = _themselves(person, found.center_id, now)
    if found.purpose is Purpose.WAY_BACK:
        _forget_old_ways(person.id, now)
    _take_name(person, account.sign_in_name)
    person.shares_phone, person.language = account.shares_phone, account.language
    _keep_credential(person.id, account, now)
    if found.purpose is Purpose.JOIN:
        roles.give_role(person.id, found.center_id, Role.PATIENT, me, now)
    _note(audit.Act.JOINED if first else audit.Act.WAY_BACK_USED, me, row)
    if first:
        announce(InvitationAccepted(now, person.id, found.center_id))
    close_step(step.id)
    return enter(person.id, _proof(account), visit, now)


@unit_of_work()
def finish_device(step: Step, visit: Visit, now: datetime) -> Started | Waiting:
    """Sign the same person in on one more device. Raises CodeNotOpen when it was too late."""
    row, found = _consume(step, now)
    person = session().get_one(Person, found.person_id)
    _note(audit.Act.DEVICE_ADDED, _themselves(person, found.center_id, now), row)
    close_step(step.id)
    return enter(person.id, Proof.CODE, visit, now)


def _consume(step: Step, now: datetime) -> tuple[Invitation, Invited]:
    row = session().get(Invitation, step.invitation_id, with_for_update=True)
    found = invitations.invited(row, now)
    if row is None:
        raise invitations.CodeNotOpen
    row.used_at = now
    session().flush()
    return row, found


def _forget_old_ways(person_id: UUID, now: datetime) -> None:
    forget_password(person_id)
    forget_passkeys(person_id)
    session().execute(delete(Totp).where(Totp.person_id == person_id))
    end_sessions(person_id, now, by="way_back")
    close_open_doors(person_id, now)
    announce(CredentialsReplaced(now, person_id))


def _take_name(person: Person, typed: str) -> None:
    if name_taken(typed, by_other_than=person.id):
        raise NameTaken
    person.sign_in_name, person.sign_in_key = shown_name(typed), name_key(typed)
    try:
        session().flush()
    except IntegrityError:  # taken by another process since we looked
        raise NameTaken from None


def _keep_credential(person_id: UUID, account: NewAccount, now: datetime) -> None:
    if account.passkey is not None:
        keep_passkey(person_id, account.passkey, now)
    if account.password_hash is not None:
        keep_hash(person_id, account.password_hash, now)
    if account.app is not None:
        keep_app(person_id, account.app, now)


def _proof(account: NewAccount) -> Proof:
    if account.passkey is not None:
        return Proof.PASSKEY
    return Proof.PASSWORD_AND_APP if account.app is not None else Proof.PASSWORD


def _themselves(person: Person, center_id: UUID, now: datetime) -> Actor:
    """The person acting for themselves before any session of theirs exists."""
    person.subject_id = person.subject_id or new_id()
    return Actor(
        person_id=person.id,
        session_id=new_id(),
        subject_id=person.subject_id,
        center_id=center_id,
        roles=frozenset(),
        name=person.name,
        language=person.language,
        zone=person.zone or "",
        center_zone=get_center(center_id).zone,
        authenticated_at=now,
    )


def _note(act: audit.Act, me: Actor, row: Invitation) -> None:
    audit.append(act, actor=me, subject_id=me.subject_id, thing=f"invitation:{row.id}")
