"""The history of an entry: every change with what stood there before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed


class EntryChange(Base):
    """One change of one entry, `before` and `after` as JSON objects of the fields it names.

    `waiting` is a change made on a phone that had not seen the newest one: both are kept until
    the person chooses. `of_id` and `base_id` are names the phone gave, see `sync_record`.
    """

    __tablename__ = "entry_change"
    __keeping__ = Keeping.NOTEBOOK
    __table_args__ = (UniqueConstraint("person_id", "record_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    record_id: Mapped[UUID]
    of_id: Mapped[UUID] = mapped_column(index=True)
    base_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(10))
    changed_at: Mapped[datetime]
    before = sealed("entry_change.before")
    after = sealed("entry_change.after", required=True)
