"""What a patient says about coming, and what staff keep about who came."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class AttendanceIntent(Base):
    """A patient's answer; it holds while `moves` equals the session's."""

    __tablename__ = "attendance_intent"
    __keeping__ = Keeping.PROGRAM_RECORD
    __table_args__ = (UniqueConstraint("occurrence_id", "person_id"),)

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"))
    occurrence_id: Mapped[UUID] = mapped_column(ForeignKey("occurrence.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    answer: Mapped[str] = mapped_column(String(20))
    minutes_late: Mapped[int | None]
    note = sealed("attendance_intent.note")
    at: Mapped[datetime]
    moves: Mapped[int]


class Attendance(Base):
    """Whether a person was there, as staff keep it."""

    __tablename__ = "attendance"
    __keeping__ = Keeping.PROGRAM_RECORD
    __table_args__ = (UniqueConstraint("occurrence_id", "person_id"),)

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"))
    occurrence_id: Mapped[UUID] = mapped_column(ForeignKey("occurrence.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    kept_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
