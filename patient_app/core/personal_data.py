"""What every feature that keeps something about a person must be able to do."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from patient_app.core.db import Base

Records = dict[str, list[dict[str, Any]]]


class PersonalData(Protocol):
    """One feature's holder of personal data; listed in the registry.

    A table that reaches a person and is claimed by no holder fails a test. One that exports codes
    may bring `words`: field -> code -> what people read.
    """

    feature: str
    tables: frozenset[type[Base]]

    def export(self, person_id: UUID) -> Records:
        """All this feature holds about the person: section title -> rows, in plain values."""
        ...

    def erase(self, person_id: UUID, now: datetime) -> None:
        """Delete the notebook rows and unlink the program record, inside the open unit of work."""
        ...
