"""The key by which push services know us."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class PushKey(Base):
    """Made once: every subscription is bound to it. `name` keeps it one row."""

    __tablename__ = "push_key"
    __keeping__ = Keeping.TECHNICAL

    name: Mapped[str] = mapped_column(String(10), unique=True)
    private = sealed("push_key.private", required=True)
    public: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime]
