"""What codes, and the accounts made with them, are made of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.rules.second_factor import NewApp

TYPED_LENGTH = 8
LASTS = timedelta(hours=72)
DEVICE_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Issued:
    """A new code, shown once: only its blind index is kept."""

    invitation_id: UUID
    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a working code stands for."""

    invitation_id: UUID
    person_id: UUID
    center_id: UUID
    purpose: Purpose
    language: str
    sign_in_name: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A verified WebAuthn registration."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    label: str | None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a person chose: a name, and one way of proving who they are; staff with a password
    bring their app along.
    """

    sign_in_name: str
    shares_phone: bool
    language: str
    password_hash: str | None = None
    passkey: NewPasskey | None = None
    app: NewApp | None = None


def lasts(purpose: Purpose) -> timedelta:
    """How long a code of this purpose can be used."""
    return DEVICE_LASTS if purpose is Purpose.DEVICE else LASTS
