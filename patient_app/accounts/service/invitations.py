"""Codes that let one person in, once: made, looked up, taken back.

A code is consumed by a finished account (`joining.finish_account`), never by looking at it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.models import Invitation, Person, Purpose
from patient_app.accounts.queries.people import roles_at, subject_of
from patient_app.accounts.rules.invitations import TYPED_LENGTH, Invited, Issued, lasts
from patient_app.core import audit
from patient_app.core.actors import STAFF_ROLES, Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import Refusal
from patient_app.core.ids import new_code, new_id, normal_code
from patient_app.core.messages import N_
from patient_app.core.sealed import blind_index

_ACTS = {
    Purpose.JOIN: audit.Act.INVITED,
    Purpose.STAFF: audit.Act.INVITED,
    Purpose.WAY_BACK: audit.Act.WAY_BACK_ISSUED,
    Purpose.DEVICE: audit.Act.DEVICE_CODE_SHOWN,
}


class CodeNotOpen(Refusal):
    """Unknown, used, taken back or too old: the four look alike."""

    status = 422
    code = "code_not_open"
    wording = N_("This link was used or is too old. Sign in, or ask for a new one.")


@unit_of_work()
def create_person(name: str, language: str, now: datetime) -> UUID:
    """A person without an account yet; `name` is how they are shown."""
    person = Person(name=name, language=language, subject_id=new_id(), created_at=now)
    session().add(person)
    session().flush()
    return person.id


@unit_of_work()
def issue_code(
    person_id: UUID, center_id: UUID, purpose: Purpose, by: Actor | None, now: datetime
) -> Issued:
    """A new code for a person; the one before it for the same purpose stops working.

    `by` is None only for the command line. JOIN gives the patient role when it is accepted;
    give roles of staff beforehand with `roles.give_role`.
    """
    revoke_codes(person_id, now, purpose=purpose)
    code = new_code(TYPED_LENGTH)
    row = Invitation(
        code_key=_code_key(code),
        purpose=purpose,
        person_id=person_id,
        center_id=center_id,
        made_by=by.person_id if by else None,
        made_at=now,
        expires_at=now + lasts(purpose),
    )
    session().add(row)
    session().flush()
    audit.append(
        _ACTS[purpose],
        actor=by,
        subject_id=subject_of(person_id),
        center_id=center_id,
        by_program=by is None,
    )
    return Issued(row.id, code, row.expires_at)


@unit_of_work()
def revoke_codes(person_id: UUID, now: datetime, *, purpose: Purpose | None = None) -> int:
    """Take back a person's open codes: all, or those of one purpose. Returns how many."""
    wanted = select(Invitation).where(
        Invitation.person_id == person_id,
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    if purpose is not None:
        wanted = wanted.where(Invitation.purpose == purpose)
    rows = session().scalars(wanted.with_for_update()).all()
    for row in rows:
        row.revoked_at = now
    session().flush()
    return len(rows)


@unit_of_work()
def issue_way_back(person_id: UUID, center_id: UUID, by: Actor, now: datetime) -> Issued:
    """A code that gives the same person new credentials; staff never see or set a password.

    For someone who has not joined yet it is simply a fresh invitation.
    """
    person = session().get_one(Person, person_id)
    joined = person.sign_in_key is not None
    purpose = Purpose.WAY_BACK if joined else _first_purpose(person_id, center_id, now)
    return issue_code(person_id, center_id, purpose, by, now)


def look_up(code: str, now: datetime) -> Invited:
    """Whom an open code stands for. Raises CodeNotOpen; throttling is the caller's."""
    row = session().scalar(select(Invitation).where(Invitation.code_key == _code_key(code)))
    return invited(row, now)


def look_up_by_id(invitation_id: UUID, now: datetime) -> Invited:
    """The same, once the code itself has been shown. Raises CodeNotOpen."""
    return invited(session().get(Invitation, invitation_id), now)


def invited(row: Invitation | None, now: datetime) -> Invited:
    """What an invitation row says, while it is open. Raises CodeNotOpen."""
    if row is None or row.used_at or row.revoked_at or row.expires_at <= now:
        raise CodeNotOpen
    person = session().get_one(Person, row.person_id)
    if person.deactivated_at or person.erased_at:
        raise CodeNotOpen
    return Invited(
        invitation_id=row.id,
        person_id=row.person_id,
        center_id=row.center_id,
        purpose=Purpose(row.purpose),
        language=person.language,
        sign_in_name=person.sign_in_name,
        expires_at=row.expires_at,
    )


def _code_key(code: str) -> bytes:
    return blind_index("invitation.code", normal_code(code))


def _first_purpose(person_id: UUID, center_id: UUID, now: datetime) -> Purpose:
    """Roles say it, old codes do not: those are thrown away. Patients get theirs by joining."""
    works_here = roles_at(person_id, center_id, now) & STAFF_ROLES
    return Purpose.STAFF if works_here else Purpose.JOIN
