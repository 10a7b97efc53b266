"""A row in every table, made from the columns alone: a new table needs no new line here."""

import os
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, insert, select

from patient_app.core.db import Base, Instant, WallTime, session, unit_of_work
from patient_app.core.db.codes import Codes
from patient_app.core.ids import new_id
from patient_app.core.sealed import CONTRACTS, bound_to, current_ring

Values = dict[str, Any]
AN_INSTANT = datetime(2026, 10, 13, 22, 15, tzinfo=UTC)
_PLAIN: dict[type, Any] = {
    str: "x",
    int: 77,
    bool: False,
    date: AN_INSTANT.date(),
    time: time(9),
    datetime: AN_INSTANT.replace(tzinfo=None),
}


@unit_of_work()
def fill_every_table(**special: Values) -> dict[str, UUID]:
    """One row a table, each pointing at the others; table -> id. `special` sets columns."""
    made: dict[str, UUID] = {}
    for table in Base.metadata.sorted_tables:
        row_id = made[table.name] = new_id()
        row = {column.name: _value(table, column, row_id, made) for column in table.c}
        session().execute(insert(table).values({**row, **special.get(table.name, {})}))
    return made


def opened_fields() -> dict[str, dict[UUID, str]]:
    """contract -> row -> what was written, of every sealed field there is."""
    return {contract: _opened(contract, *_place(contract)) for contract in CONTRACTS}


def _opened(contract: str, table: Table, column: Column[Any]) -> dict[UUID, str]:
    rows = session().execute(select(table.c.id, column).where(column.is_not(None)))
    return {id_: current_ring().unseal(held, bound_to(contract, id_)) for id_, held in rows}


def _value(table: Table, column: Column[Any], row_id: UUID, made: dict[str, UUID]) -> Any:
    if column.name == "id":
        return row_id
    for key in column.foreign_keys:
        return made[key.column.table.name]
    for contract in CONTRACTS:
        if _place(contract) == (table, column):
            return current_ring().seal(f"words of {contract}", bound_to(contract, row_id))
    if isinstance(column.type, Codes):
        return []
    if isinstance(column.type, Instant):
        return AN_INSTANT
    if isinstance(column.type, WallTime):
        return _PLAIN[datetime]
    kind = column.type.python_type
    return {UUID: new_id(), bytes: os.urandom(32)}.get(kind) or _PLAIN[kind]


def _place(contract: str) -> tuple[Table, Column[Any]]:
    model, column = CONTRACTS[contract]
    table = Base.metadata.tables[model.__tablename__]
    return table, table.c[column]
