"""One entry of a person's own, of any kind, with its history."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, literal, select, union_all

from patient_app.core.db import fetch, session
from patient_app.core.errors import NotFound
from patient_app.cravings.models import EntryChange
from patient_app.cravings.queries.rows import TABLES, AnyEntry
from patient_app.cravings.queries.told import held
from patient_app.cravings.rules.changes import ChangeState
from patient_app.cravings.rules.fields import TOLD
from patient_app.cravings.rules.history import Change, Entry


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Which kind of entry a name belongs to, its row and its time."""

    kind: str
    id: UUID
    occurred_at: datetime


def find_entry(person_id: UUID, record_id: UUID) -> Whereabouts:
    """The person's own entry of that name. Raises NotFound for anyone else's. One query."""
    found = fetch(_find(), {"person": person_id, "record": record_id})
    if not found:
        raise NotFound
    return Whereabouts(*found[0])


def my_entry(person_id: UUID, record_id: UUID, *, history: bool = True) -> Entry:
    """One entry, withdrawn ones too. Raises NotFound for anyone else's. Two queries, and one for
    the `history`.
    """
    found = find_entry(person_id, record_id)
    row = cast(AnyEntry, session().get_one(TABLES[found.kind], found.id))
    return Entry(
        kind=found.kind,
        record_id=row.record_id,
        revision_id=row.revision_id,
        occurred_at=row.occurred_at,
        local=wall(row.occurred_at, row.offset_minutes),
        clock_ahead=row.clock_ahead,
        just_me=row.visibility == "just_me",
        withdrawn=row.withdrawn_at is not None,
        told=_told(found.kind, row),
        changes=_changes(person_id, record_id) if history else (),
    )


def wall(at: datetime, offset_minutes: int) -> datetime:
    """What the clock showed where it was written; naive."""
    return (at + timedelta(minutes=offset_minutes)).replace(tzinfo=None)


def _told(kind: str, row: AnyEntry) -> dict[str, Any]:
    return {name: held(row, name) for name in (*TOLD[kind], "visibility")}


def _changes(person_id: UUID, record_id: UUID) -> list[Change]:
    rows = session().scalars(
        select(EntryChange)
        .where(EntryChange.person_id == person_id, EntryChange.of_id == record_id)
        .order_by(EntryChange.changed_at, EntryChange.id)
    )
    return [
        Change(
            id=row.id,
            record_id=row.record_id,
            base_id=row.base_id,
            state=ChangeState(row.state),
            changed_at=row.changed_at,
            before=json.loads(row.before or "{}"),
            after=json.loads(row.after),
        )
        for row in rows
    ]


@cache
def _find() -> Select[str, UUID, datetime]:
    person, record = bindparam("person", type_=Uuid()), bindparam("record", type_=Uuid())
    parts = [
        select(literal(kind).label("kind"), table.id, table.occurred_at).where(
            table.person_id == person, table.record_id == record
        )
        for kind, table in TABLES.items()
    ]
    found = union_all(*parts).subquery("found")
    return select(found.c.kind, found.c.id, found.c.occurred_at)
