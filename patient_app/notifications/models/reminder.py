"""One reminder of one person: written with its cause, kept as a line of their inbox."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping


class Reminder(Base):
    """`due_at` is when it is meant, `send_at` when it goes out after quiet hours.

    Its words are not kept: its kind builds them from the cause when it is sent or read. `unpushed`
    says why no phone was told (quiet, off, most, no_phone). `cancelled_at` with state "told": it
    was already on its way when the cause went.
    """

    __tablename__ = "reminder"
    __keeping__ = Keeping.NOTEBOOK
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "cause_id", "edition", "lead"),
        Index("ix_reminder_state_send", "state", "send_at"),
        Index("ix_reminder_person_told", "person_id", "told_at"),
        Index("ix_reminder_cause", "cause_id"),
        Index("ix_reminder_group", "group_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("center.id"))
    kind: Mapped[str] = mapped_column(String(20))
    cause_id: Mapped[UUID]
    edition: Mapped[int] = mapped_column(default=0)
    lead: Mapped[int] = mapped_column(default=0)
    group_id: Mapped[UUID | None]
    event_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    send_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    pushed: Mapped[bool] = mapped_column(default=True)
    silent: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default="scheduled")
    told_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    unpushed: Mapped[str | None] = mapped_column(String(12))
