"""Tables about providers. Nothing here is about a patient."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping


class Organization(Base):
    """Who runs one center or a chain of them."""

    __tablename__ = "organization"
    __keeping__ = Keeping.FACTS

    name: Mapped[str] = mapped_column(String(120))


class Center(Base):
    """One provider. `zone` is the wall clock its sessions follow."""

    __tablename__ = "center"
    __keeping__ = Keeping.FACTS

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    zone: Mapped[str] = mapped_column(String(60))
    languages: Mapped[str] = mapped_column(String(40), default="en,es")
    office_phone: Mapped[str | None] = mapped_column(String(40))
    after_hours_phone: Mapped[str | None] = mapped_column(String(40))
    privacy_contact: Mapped[str | None] = mapped_column(String(200))
    record_years: Mapped[int] = mapped_column(default=7)
    request_hours: Mapped[int] = mapped_column(default=24)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class CenterName(Base):
    """A name a center has had: what a person was told stays true of its day."""

    __tablename__ = "center_name"
    __keeping__ = Keeping.FACTS

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class CenterHost(Base):
    """A host name that belongs to one center; anonymous pages take the center from it."""

    __tablename__ = "center_host"
    __keeping__ = Keeping.FACTS

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    host: Mapped[str] = mapped_column(String(255), unique=True)


class OpeningHours(Base):
    """One stretch of one weekday when the office answers (0 = Monday)."""

    __tablename__ = "opening_hours"
    __keeping__ = Keeping.FACTS

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    weekday: Mapped[int]
    opens_local: Mapped[time]
    closes_local: Mapped[time]


class Closure(Base):
    """A day the center is closed."""

    __tablename__ = "closure"
    __keeping__ = Keeping.FACTS
    __table_args__ = (UniqueConstraint("center_id", "closed_on"),)

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    closed_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(String(80))


class Program(Base):
    """A program of a center, such as the evening intensive outpatient track."""

    __tablename__ = "program"
    __keeping__ = Keeping.FACTS

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    level_of_care: Mapped[str] = mapped_column(String(20), default="iop")
