"""What a person chose about being reminded."""

from datetime import datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Codes, Keeping


class ReminderSetting(Base):
    """One row once something was chosen; without it the defaults of `rules.choices` hold.

    Words of their own for a kind are on their phones and nowhere else.
    """

    __tablename__ = "reminder_setting"
    __keeping__ = Keeping.NOTEBOOK

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    off: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    leads: Mapped[tuple[str, ...]] = mapped_column(Codes)
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    discretion: Mapped[str] = mapped_column(String(10))
    most_per_day: Mapped[int]
    check_in_at: Mapped[time]
    changed_at: Mapped[datetime]
