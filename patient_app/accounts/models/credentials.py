"""Ways to prove who one is, and the brake on guessing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class Password(Base):
    """An argon2id hash; at most one a person."""

    __tablename__ = "password"
    __keeping__ = Keeping.NOTEBOOK

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    hash: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class Passkey(Base):
    """A WebAuthn credential. Synced passkeys report 0 signatures for ever: no lockout on it."""

    __tablename__ = "passkey"
    __keeping__ = Keeping.NOTEBOOK

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    label = sealed("passkey.label")
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class Totp(Base):
    """A staff member's second factor; `last_step` refuses the same six digits twice."""

    __tablename__ = "totp"
    __keeping__ = Keeping.NOTEBOOK

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    secret = sealed("totp.secret", required=True)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class Challenge(Base):
    """A WebAuthn challenge given out, used once, for five minutes."""

    __tablename__ = "challenge"
    __keeping__ = Keeping.NOTEBOOK

    value: Mapped[bytes] = mapped_column(LargeBinary(64), unique=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    expires_at: Mapped[datetime]


class Throttle(Base):
    """Failed tries under one blind key, and the instant before which no try is looked at."""

    __tablename__ = "throttle"
    __keeping__ = Keeping.TECHNICAL

    key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    not_before_at: Mapped[datetime]
    forget_at: Mapped[datetime] = mapped_column(index=True)
