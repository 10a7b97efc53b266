"""Who looked at a person's data, and who changed whose access to it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, bindparam, select

from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import fetch, session

PAGE = 30
_LAST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Look:
    """One act: `by` is the subject id of who did it, None for the program itself; `thing` is a
    table's name and a row's id.
    """

    act: Act
    at: datetime
    by: UUID | None
    thing: str | None


@dataclass(frozen=True, slots=True)
class Looks:
    """One page of the record, the newest first."""

    looks: tuple[Look, ...]
    number: int
    has_more: bool


def looks_at(subject_id: UUID, acts: Collection[Act], number: int = 1, size: int = PAGE) -> Looks:
    """Page `number` (from 1) of what was done about this person. One query."""
    number = min(max(number, 1), _LAST_PAGE)
    asked = {"subject": subject_id, "acts": list(acts), "skip": (number - 1) * size}
    rows = fetch(_about(), {**asked, "most": size + 1})
    looks = tuple(Look(Act(row.act), row.at, row.actor_id, row.thing) for row in rows[:size])
    return Looks(looks, number, len(rows) > size)


@cache
def _about() -> Select[*tuple[Any, ...]]:
    return (
        select(AuditEvent.act, AuditEvent.at, AuditEvent.actor_id, AuditEvent.thing)
        .where(
            AuditEvent.subject_id == bindparam("subject", type_=Uuid()),
            AuditEvent.act.in_(bindparam("acts", expanding=True)),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.number.desc())
        .offset(bindparam("skip", type_=Integer()))
        .limit(bindparam("most", type_=Integer()))
    )


def all_looks(subject_id: UUID) -> list[AuditEvent]:
    """Everything written down about this person, the oldest first."""
    wanted = select(AuditEvent).where(AuditEvent.subject_id == subject_id)
    return list(session().scalars(wanted.order_by(AuditEvent.number)))
