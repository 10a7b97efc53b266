"""Codes that let one person in, once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping


class Invitation(Base):
    """A code kept as a blind index; consumed by a finished account, not by opening the link."""

    __tablename__ = "invitation"
    __keeping__ = Keeping.PROGRAM_RECORD

    code_key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
