"""What a person adds to the lists, and what they are working on."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class OwnChoice(Base):
    """A trigger or a way of coping in the person's own words; entries name it `own:<record id>`."""

    __tablename__ = "own_choice"
    __keeping__ = Keeping.NOTEBOOK

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    record_id: Mapped[UUID]
    catalogue: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    label = sealed("own_choice.label", required=True)


class AboutItem(Base):
    """One thing to work on: a code from the list, or the person's own words.

    Days are counted from `start_on`; without it nothing is counted.
    """

    __tablename__ = "about_item"
    __keeping__ = Keeping.NOTEBOOK

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    code: Mapped[str | None] = mapped_column(String(20))
    goal: Mapped[str] = mapped_column(String(10))
    start_on: Mapped[date | None]
    shows_run: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    label = sealed("about_item.label")
