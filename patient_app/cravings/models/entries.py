"""The four kinds of entry. `record_id` is the phone's name for one, `revision_id` its change."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from patient_app.core.db import Base, Codes, Keeping
from patient_app.core.sealed import sealed


class _Entry:
    """What every entry has.

    `occurred_at` with `offset_minutes` gives the wall time where it was written, wherever the
    person travels later. `clock_ahead`: the phone's clock was in the future, the time is ours.
    """

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    record_id: Mapped[UUID]
    revision_id: Mapped[UUID]
    occurred_at: Mapped[datetime]
    offset_minutes: Mapped[int]
    received_at: Mapped[datetime]
    clock_ahead: Mapped[bool] = mapped_column(default=False)
    visibility: Mapped[str] = mapped_column(String(10))
    withdrawn_at: Mapped[datetime | None]

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[UniqueConstraint | Index, ...]:
        return (
            UniqueConstraint("person_id", "record_id"),
            Index(None, "person_id", "occurred_at"),
        )


class CravingEntry(_Entry, Base):
    """A craving: how strong, and whatever else the person told. Codes stay in clear."""

    __tablename__ = "craving_entry"
    __keeping__ = Keeping.NOTEBOOK

    scale: Mapped[int]
    intensity: Mapped[int]
    source: Mapped[str] = mapped_column(String(10))
    started_at: Mapped[datetime | None]
    triggers: Mapped[tuple[str, ...]] = mapped_column(Codes)
    coping: Mapped[tuple[str, ...]] = mapped_column(Codes)
    halt: Mapped[tuple[str, ...]] = mapped_column(Codes)
    about: Mapped[tuple[str, ...]] = mapped_column(Codes)
    place: Mapped[str | None] = mapped_column(String(20))
    company: Mapped[str | None] = mapped_column(String(20))
    mood: Mapped[int | None]
    after: Mapped[int | None]
    after_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    thought = sealed("craving_entry.thought")
    note = sealed("craving_entry.note")


class Win(_Entry, Base):
    """Something that went well."""

    __tablename__ = "win"
    __keeping__ = Keeping.NOTEBOOK

    what: Mapped[str] = mapped_column(String(20))
    note = sealed("win.note")


class CheckIn(_Entry, Base):
    """How a day was; `on_date` is the day on the person's own wall."""

    __tablename__ = "check_in"
    __keeping__ = Keeping.NOTEBOOK

    on_date: Mapped[date]
    mood: Mapped[int | None]
    craving: Mapped[int | None]
    sleep: Mapped[int | None]
    stress: Mapped[int | None]
    confidence: Mapped[int | None]
    halt: Mapped[tuple[str, ...]] = mapped_column(Codes)
    medication: Mapped[str | None] = mapped_column(String(20))
    line = sealed("check_in.line")


class Lapse(_Entry, Base):
    """A lapse, as far as it was told. `debrief` is a JSON object of the person's answers."""

    __tablename__ = "lapse"
    __keeping__ = Keeping.NOTEBOOK

    about: Mapped[tuple[str, ...]] = mapped_column(Codes)
    safe: Mapped[str | None] = mapped_column(String(20))
    next_step: Mapped[str | None] = mapped_column(String(20))
    telling: Mapped[tuple[str, ...]] = mapped_column(Codes)
    note = sealed("lapse.note")
    debrief = sealed("lapse.debrief")
