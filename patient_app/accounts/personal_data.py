"""What accounts hold about a person, for download and deletion.

Secrets are not handed out: a download says that there is a password or a passkey, not which.
"""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.accounts.models import (
    Challenge,
    Invitation,
    Passkey,
    Password,
    Person,
    RoleGrant,
    SignInSession,
    SignInStep,
    Totp,
)
from patient_app.core.db import Base, session
from patient_app.core.personal_data import Records

feature = "accounts"
tables: frozenset[type[Base]] = frozenset(
    {
        Person,
        RoleGrant,
        Password,
        Passkey,
        Totp,
        Challenge,
        Invitation,
        SignInSession,
        SignInStep,
    }
)
_NOTEBOOK = (SignInStep, SignInSession, Challenge, Totp, Passkey, Password)
_NOBODY = "–"
Owned = TypeVar("Owned", Invitation, Passkey, Password, RoleGrant, SignInSession)


def export(person_id: UUID) -> Records:
    """Who they are here, how they sign in, where they have signed in, and their invitations."""
    person = session().get(Person, person_id)
    return {
        "person": [_person(person)] if person is not None else [],
        "roles": [_role(row) for row in _rows(RoleGrant, person_id)],
        "ways_to_sign_in": _ways(person_id),
        "sign_ins": [_sign_in(row) for row in _rows(SignInSession, person_id)],
        "invitations": [_invitation(row) for row in _rows(Invitation, person_id)],
    }


def erase(person_id: UUID, now: datetime) -> None:
    """Everything that lets the person in goes; the row others point to stays, without a name."""
    for table in _NOTEBOOK:
        session().execute(delete(table).where(table.person_id == person_id))
    for row in _rows(Invitation, person_id):
        row.revoked_at = row.revoked_at or now
    for grant in _rows(RoleGrant, person_id):
        grant.until_at = grant.until_at or now
    person = session().get(Person, person_id, with_for_update=True)
    if person is not None:
        person.name = _NOBODY
        person.sign_in_name = person.sign_in_key = person.subject_id = person.zone = None
        person.erased_at = person.deactivated_at = now
    session().flush()


def _rows(table: type[Owned], person_id: UUID) -> list[Owned]:
    wanted = select(table).where(table.person_id == person_id).order_by(table.id)
    return list(session().scalars(wanted))


def _person(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "sign_in_name": person.sign_in_name,
        "language": person.language,
        "time_zone": person.zone,
        "someone_else_uses_the_phone": person.shares_phone,
        "created_at": person.created_at.isoformat(),
    }


def _role(row: RoleGrant) -> dict[str, object]:
    return {"role": row.role, "from": row.from_at.isoformat(), "until": _when(row.until_at)}


def _ways(person_id: UUID) -> list[dict[str, object]]:
    passwords: list[dict[str, object]] = [
        {"kind": "password", "since": row.changed_at.isoformat()}
        for row in _rows(Password, person_id)
    ]
    passkeys: list[dict[str, object]] = [
        {
            "kind": "passkey",
            "name": row.label,
            "since": row.created_at.isoformat(),
            "last_used": _when(row.last_used_at),
        }
        for row in _rows(Passkey, person_id)
    ]
    return passwords + passkeys


def _sign_in(row: SignInSession) -> dict[str, object]:
    return {
        "device": row.device,
        "shared_phone": row.shared_phone,
        "started": row.started_at.isoformat(),
        "last_used": row.last_used_at.isoformat(),
        "ended": _when(row.ended_at),
    }


def _invitation(row: Invitation) -> dict[str, object]:
    return {
        "purpose": row.purpose,
        "made": row.made_at.isoformat(),
        "used": _when(row.used_at),
    }


def _when(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
