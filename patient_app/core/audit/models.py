"""Tables of the audit."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping

HEAD = UUID(int=0)


class AuditEvent(Base):
    """One act: by whom, about whom, when; `thing` is a table name and row id, never words.

    The chain holds `thing_mark`, not `thing`: with `thing_salt` gone too, nobody can tell any
    more which row was meant, and the chain is as whole as before.
    """

    __tablename__ = "audit_event"
    __keeping__ = Keeping.PROGRAM_RECORD
    __table_args__ = (Index("ix_audit_event_subject_at", "subject_id", "at"),)

    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    act: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("center.id"), index=True)
    thing: Mapped[str | None] = mapped_column(String(120))
    thing_salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    thing_mark: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    chain: Mapped[bytes]


class AuditHead(Base):
    """The end of the chain: one row. Two writers meet here, and a cut-off tail shows here."""

    __tablename__ = "audit_head"
    __keeping__ = Keeping.TECHNICAL

    number: Mapped[int]
    chain: Mapped[bytes]
