"""What a person is signed in on, and what they can sign in with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.models import Passkey, Password, Person, SignInSession, Totp
from patient_app.accounts.queries.sessions import is_live
from patient_app.core.db import session


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How a person can prove who they are."""

    passkeys: tuple[Passkey, ...]
    has_password: bool
    has_app: bool

    @property
    def only_one_left(self) -> bool:
        """Whether the one passkey is all there is: it cannot be removed."""
        return len(self.passkeys) == 1 and not self.has_password


def live_sessions(person_id: UUID, now: datetime) -> list[SignInSession]:
    """A person's sign-ins that still hold, the latest used first."""
    rows = session().scalars(
        select(SignInSession)
        .where(
            SignInSession.person_id == person_id,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
        )
        .order_by(SignInSession.last_used_at.desc(), SignInSession.id)
    )
    return [row for row in rows if is_live(row, now)]


def ways_in(person_id: UUID) -> WaysIn:
    """A person's passkeys, oldest first, and what else they have."""
    keys = session().scalars(
        select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.created_at)
    )
    password = session().scalar(select(Password.id).where(Password.person_id == person_id))
    app = session().scalar(
        select(Totp.id).where(Totp.person_id == person_id, Totp.confirmed_at.is_not(None))
    )
    return WaysIn(tuple(keys), password is not None, app is not None)


def sign_in_name_of(person_id: UUID) -> str | None:
    """The name a person signs in under; None before their account is finished."""
    person = session().get(Person, person_id)
    return person.sign_in_name if person is not None else None
