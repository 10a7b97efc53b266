"""What a feature brings so that its records can be taken from a phone's outbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from patient_app.sync.rules.records import Moment


@dataclass(frozen=True, slots=True)
class Told:
    """One readable record of a signed-in patient: who, which, when, and the draft it holds.

    `said_at` is when it was written by the server's clock: two phones can be put in order by it.
    """

    person_id: UUID
    center_id: UUID
    record_id: UUID
    when: Moment
    received_at: datetime
    draft: Any
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. Every schema number ever released stays in `fields`.

    `read(schema, data)` builds the draft or raises Unreadable; `store(told)` runs inside the
    unit of work that also writes the ledger.
    """

    name: str
    fields: Mapping[int, Mapping[str, str]]
    read: Callable[[int, Mapping[str, Any]], Any]
    store: Callable[[Told], None]
