"""Sign-ins, kept on the server so that ending one ends it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class SignInSession(Base):
    """One browser's sign-in: the token's hash, never the token.

    Idle and absolute limits are stored, so that changing a policy does not lengthen old ones.
    """

    __tablename__ = "sign_in_session"
    __keeping__ = Keeping.NOTEBOOK

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"))
    device = sealed("sign_in_session.device")
    shared_phone: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime]
    authenticated_at: Mapped[datetime]
    second_factor_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime]
    idle_seconds: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(20))
