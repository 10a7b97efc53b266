"""Who looked at a person's data, and who changed whose access to it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session

PAGE = 30
_LAST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Looks:
    """One page of the record, the newest first."""

    events: tuple[AuditEvent, ...]
    number: int
    has_more: bool


def looks_at(subject_id: UUID, acts: Collection[Act], number: int = 1) -> Looks:
    """Page `number` (from 1) of what was done about this person. One query."""
    number = min(max(number, 1), _LAST_PAGE)
    rows = (
        session()
        .scalars(
            select(AuditEvent)
            .where(AuditEvent.subject_id == subject_id, AuditEvent.act.in_(acts))
            .order_by(AuditEvent.at.desc(), AuditEvent.number.desc())
            .offset((number - 1) * PAGE)
            .limit(PAGE + 1)
        )
        .all()
    )
    return Looks(tuple(rows[:PAGE]), number, len(rows) > PAGE)


def all_looks(subject_id: UUID) -> list[AuditEvent]:
    """Everything written down about this person, the oldest first."""
    wanted = select(AuditEvent).where(AuditEvent.subject_id == subject_id)
    return list(session().scalars(wanted.order_by(AuditEvent.number)))
