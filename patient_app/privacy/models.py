"""What must outlive a restored backup: who asked to be deleted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping


class Erasure(Base):
    """A deleted account, by the random id it had. No foreign key: a backup may not know it."""

    __tablename__ = "erasure"
    __keeping__ = Keeping.PROGRAM_RECORD

    person_id: Mapped[UUID] = mapped_column(unique=True)
    erased_at: Mapped[datetime]
