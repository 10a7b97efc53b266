"""What a patient keeps for themselves around the schedule."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class Obligation(Base):
    """Own work or school time. `weekdays` are digits, 0 = Monday; an end not later than the
    start is the next day. Staff see "busy" without the title, and only if `busy_visible`.
    Removed, nobody sees it and for a day it can be brought back.
    """

    __tablename__ = "obligation"
    __keeping__ = Keeping.NOTEBOOK

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title = sealed("obligation.title")
    weekdays: Mapped[str] = mapped_column(String(7))
    starts_local: Mapped[time]
    ends_local: Mapped[time]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    zone: Mapped[str] = mapped_column(String(60))
    busy_visible: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class ScheduleLook(Base):
    """When a person last said they had seen the changes."""

    __tablename__ = "schedule_look"
    __keeping__ = Keeping.NOTEBOOK

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    looked_at: Mapped[datetime]


class CalendarFeed(Base):
    """A private address for a calendar program, found by its token's hash.

    The token is also kept sealed, so that the patient can copy the address again.
    """

    __tablename__ = "calendar_feed"
    __keeping__ = Keeping.NOTEBOOK

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    token = sealed("calendar_feed.token", required=True)
    title = sealed("calendar_feed.title", required=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
