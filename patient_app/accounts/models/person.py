"""A person, and the roles they have at centers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class Person(Base):
    """Someone with, or invited to, an account.

    `subject_id` is how the audit speaks of them; erasing a person removes it, and with it the
    only link from the audit to the person.
    """

    __tablename__ = "person"
    __keeping__ = Keeping.PROGRAM_RECORD

    name = sealed("person.name", required=True)
    sign_in_name = sealed("person.sign_in_name")
    sign_in_key: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    language: Mapped[str] = mapped_column(String(5), default="en")
    zone: Mapped[str | None] = mapped_column(String(60))
    subject_id: Mapped[UUID | None] = mapped_column(unique=True)
    shares_phone: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class RoleGrant(Base):
    """A role at a center, from-until. Several roles in several centers are several rows."""

    __tablename__ = "role_grant"
    __keeping__ = Keeping.PROGRAM_RECORD

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
