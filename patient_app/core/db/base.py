"""The base of every table."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from patient_app.core.db.instant import Instant
from patient_app.core.ids import new_id


class Keeping(StrEnum):
    """Whose a table is, which decides when its rows go."""

    NOTEBOOK = "notebook"  # the patient's own: erased at once
    PROGRAM_RECORD = "program record"  # kept for the years of the center's policy
    FACTS = "facts"  # about places and rules, not about people
    TECHNICAL = "technical"  # keys, locks and counters of the app itself


class Base(DeclarativeBase):
    """Typed models with a UUID key made in Python, known before the first field is set."""

    __keeping__: ClassVar[Keeping]
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant, UUID: Uuid}

    id: Mapped[UUID] = mapped_column(primary_key=True)

    def __init__(self, **values: object) -> None:
        """Set the key first: a sealed field is bound to it."""
        self.id = values.pop("id", None) or new_id()  # type: ignore[assignment]  # values are checked by the column
        for name, value in values.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no {name}")
            setattr(self, name, value)
