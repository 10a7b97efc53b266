"""One reminder on its way to one phone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping


class Delivery(Base):
    """Claimed by `owner_id` until `lease_until`; each claim takes a new `token`, so that an
    owner who was thought dead can no longer write down anything.

    `subscription_id` is kept when the subscription is gone.
    """

    __tablename__ = "delivery"
    __keeping__ = Keeping.NOTEBOOK
    __table_args__ = (
        UniqueConstraint("reminder_id", "subscription_id"),
        Index("ix_delivery_state_next", "state", "next_at"),
        Index("ix_delivery_owner", "owner_id"),
    )

    reminder_id: Mapped[UUID] = mapped_column(ForeignKey("reminder.id"))
    subscription_id: Mapped[UUID] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(12))
    token: Mapped[int] = mapped_column(default=1)
    owner_id: Mapped[UUID | None]
    next_at: Mapped[datetime]
    """Claimed or sending: when the lease ends. Retry: when to try again."""
    attempts: Mapped[int] = mapped_column(default=0)
    status: Mapped[int | None]
    trouble: Mapped[str | None] = mapped_column(String(40))
    ended_at: Mapped[datetime | None]
