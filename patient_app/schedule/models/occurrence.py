"""One dated session, and what has happened to it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping, WallTime
from patient_app.core.sealed import sealed


class Occurrence(Base):
    """One date of a series. `local`, the wall time its rule gave, is its identity for ever.

    `place`, `join_link`, `facilitator_id` and `own_topic_id` are of this date alone; None
    inherits from the series (`topic_id` is what the rotation gives). `moves` counts new times:
    an answer given before a move no longer holds. `reason` is the line people read beside a
    cancelled date. `version` counts every change.
    """

    __tablename__ = "occurrence"
    __keeping__ = Keeping.FACTS
    __table_args__ = (
        UniqueConstraint("series_id", "local"),
        Index("ix_occurrence_series_starts", "series_id", "starts_at"),
        Index("ix_occurrence_center_starts", "center_id", "starts_at"),
    )

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"))
    series_id: Mapped[UUID] = mapped_column(ForeignKey("series.id"))
    local: Mapped[datetime] = mapped_column(WallTime)
    held_on: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20), default="scheduled")
    moved_from_at: Mapped[datetime | None]
    place: Mapped[str | None] = mapped_column(String(120))
    join_link = sealed("occurrence.join_link")
    reason = sealed("occurrence.reason")
    facilitator_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("topic.id"))
    own_topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("topic.id"))
    moves: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime | None]


class ScheduleChange(Base):
    """What happened to one dated session: before and after, of what the change was about."""

    __tablename__ = "schedule_change"
    __keeping__ = Keeping.FACTS

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"))
    occurrence_id: Mapped[UUID] = mapped_column(ForeignKey("occurrence.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    was_at: Mapped[datetime | None]
    is_at: Mapped[datetime | None]
    was_place: Mapped[str | None] = mapped_column(String(120))
    is_place: Mapped[str | None] = mapped_column(String(120))
    was_leader_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    is_leader_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
