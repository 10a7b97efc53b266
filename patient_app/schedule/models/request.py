"""A patient asks for another time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class SessionRequest(Base):
    """A question with an owner. Unanswered at `due_at` it goes to the owner's cover.

    `owner_id` None: nobody on the team could be found, every counselor sees it.
    The patient sees the answer, who has the question and since when.
    """

    __tablename__ = "session_request"
    __keeping__ = Keeping.PROGRAM_RECORD
    __table_args__ = (
        Index("ix_session_request_occurrence_person", "occurrence_id", "person_id"),
        Index("ix_session_request_state_due", "state", "due_at"),
    )

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    occurrence_id: Mapped[UUID] = mapped_column(ForeignKey("occurrence.id"))
    episode_id: Mapped[UUID] = mapped_column(ForeignKey("episode.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    note = sealed("session_request.note")
    asked_at: Mapped[datetime]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    owner_since_at: Mapped[datetime]
    due_at: Mapped[datetime]
    passed_on: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(20), default="open")
    answer = sealed("session_request.answer")
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
