"""The ledger: which records of whose phone were taken; kept as long as the person's notebook."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping


class SyncRecord(Base):
    """One record, once. `content` is an HMAC: enough to tell a repeat from something else.

    `skew_seconds` is how far the phone's clock was ahead of ours; `occurred_at` is as sent.
    """

    __tablename__ = "sync_record"
    __keeping__ = Keeping.NOTEBOOK
    __table_args__ = (UniqueConstraint("person_id", "record_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    record_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(30))
    schema: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary(32))
    occurred_at: Mapped[datetime]
    received_at: Mapped[datetime]
    skew_seconds: Mapped[int | None]
