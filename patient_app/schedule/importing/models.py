"""What was imported, and what waits for a person to look at it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class ImportState(StrEnum):
    """How far one import has come."""

    PREVIEWED = "previewed"
    APPLIED = "applied"
    DISCARDED = "discarded"


class ScheduleImport(Base):
    """One file that was brought in, as numbers. Its name is not kept: it may hold a person's.

    `read` = created + updated + unchanged + cancelled + rejected + left_out, where `left_out`
    are rows a person unticked. `made_by` None: a command did it.
    """

    __tablename__ = "calendar_import"
    __keeping__ = Keeping.FACTS

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    format: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(20))
    applied_at: Mapped[datetime | None]
    read: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    cancelled: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)


class ImportPreview(Base):
    """The events of a previewed file, sealed because titles may hold names; gone in a day."""

    __tablename__ = "import_preview"
    __keeping__ = Keeping.TECHNICAL

    import_id: Mapped[UUID] = mapped_column(ForeignKey("calendar_import.id"), unique=True)
    content = sealed("import_preview.content", required=True)
    expires_at: Mapped[datetime]


class ImportedEvent(Base):
    """One event of a source: identity is center, UID and date of the series (`of_date`).

    `of_date` is the RECURRENCE-ID as ISO wall time, "" for the series itself. `source` is the
    keyed fingerprint of the event as last taken in, `written` the fingerprint of what that made
    of the target. `family` is shared by events that came in the same file. `starts_at` to
    `place` are what a change to one date asks for; it is `waiting` until that date is laid out.
    """

    __tablename__ = "imported_event"
    __keeping__ = Keeping.FACTS
    __table_args__ = (
        UniqueConstraint("center_id", "uid_key", "of_date"),
        Index("ix_imported_event_center_family", "center_id", "family"),
    )

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"))
    import_id: Mapped[UUID] = mapped_column(ForeignKey("calendar_import.id"), index=True)
    family: Mapped[UUID]
    uid_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    uid = sealed("imported_event.uid", required=True)
    of_date: Mapped[str] = mapped_column(String(32))
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id"), index=True)
    source: Mapped[bytes] = mapped_column(LargeBinary(32))
    written: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    topic: Mapped[str | None] = mapped_column(String(40))
    cancelled: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str | None] = mapped_column(String(120))
    waiting: Mapped[bool] = mapped_column(default=False, index=True)
