"""Sealing every field again under the key that is primary now."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, func, select, update

from patient_app.core.db import Base, session, unit_of_work
from patient_app.core.sealed import CONTRACTS, bound_to, current_ring
from patient_app.core.sealed.keyring import key_id_of

BATCH = 200


def reseal_all() -> int:
    """Seal again whatever is not under the primary key; how many fields that were."""
    return sum(_reseal(contract, *_place(contract)) for contract in sorted(CONTRACTS))


def fields_under_old_keys() -> int:
    """How many fields still need an old key."""
    return sum(_count(*_place(contract)) for contract in CONTRACTS)


def _place(contract: str) -> tuple[Table, Column[Any]]:
    model, column = CONTRACTS[contract]
    table = Base.metadata.tables[str(getattr(model, "__tablename__", ""))]
    return table, table.c[column]


def _count(table: Table, column: Column[Any]) -> int:
    prefix = _prefix()
    wanted = select(func.count()).select_from(table).where(column.is_not(None))
    return session().scalar(wanted.where(func.substr(column, 1, len(prefix)) != prefix)) or 0


def _prefix() -> bytes:
    """How everything begins that is sealed under the primary key: Tink's version and key id."""
    return b"\x01" + current_ring().primary_key_id.to_bytes(4, "big")


def _reseal(contract: str, table: Table, column: Column[Any]) -> int:
    changed, after = 0, None
    while True:
        seen, after, fields = _reseal_batch(contract, table, column, after)
        changed += fields
        if seen < BATCH:
            return changed


@unit_of_work()
def _reseal_batch(
    contract: str, table: Table, column: Column[Any], after: UUID | None
) -> tuple[int, UUID | None, int]:
    """One page of rows in key order: rows seen, the last key, fields sealed again."""
    wanted = select(table.c.id, column).order_by(table.c.id).limit(BATCH).with_for_update()
    if after is not None:
        wanted = wanted.where(table.c.id > after)
    rows = session().execute(wanted).all()
    ring, changed = current_ring(), 0
    for row_id, held in rows:
        if held is None or key_id_of(held) == ring.primary_key_id:
            continue
        bound = bound_to(contract, row_id)
        again = ring.seal(ring.unseal(held, bound), bound)
        session().execute(update(table).where(table.c.id == row_id).values({column.name: again}))
        changed += 1
    return len(rows), rows[-1][0] if rows else after, changed
