"""A phone that can be pushed to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class PushSubscription(Base):
    """One endpoint belongs to one person: the sign-in that sent it last.

    The endpoint names a device: it is sealed, found by `endpoint_key` and never logged.
    `refused_at`: the push service last turned our key away; the subscription itself is well.
    """

    __tablename__ = "push_subscription"
    __keeping__ = Keeping.NOTEBOOK

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    session_id: Mapped[UUID] = mapped_column(index=True)
    endpoint_key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    endpoint = sealed("push_subscription.endpoint", required=True)
    p256dh = sealed("push_subscription.p256dh", required=True)
    auth = sealed("push_subscription.auth", required=True)
    service: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
