"""Between two screens of signing in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class SignInStep(Base):
    """A browser that has shown a code or a password and is not signed in yet.

    It holds what was answered so far, of staff also the password's hash and the secret of the
    app they are setting up: neither counts before both are proved. A short-lived cookie holds
    the token. The row is deleted when the last screen is done, and is worth nothing after
    `expires_at`.
    """

    __tablename__ = "sign_in_step"
    __keeping__ = Keeping.NOTEBOOK

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"))
    invitation_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitation.id"))
    sign_in_name = sealed("sign_in_step.sign_in_name")
    shared_phone: Mapped[bool] = mapped_column(default=False)
    key_hash: Mapped[str | None] = mapped_column(String(200))
    secret = sealed("sign_in_step.secret")
    next_path: Mapped[str | None] = mapped_column(String(300))
    expires_at: Mapped[datetime] = mapped_column(index=True)
