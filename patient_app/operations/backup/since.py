"""What ended since the backup stays ended.

An older backup does not know whose role ended since, who chose another password, whose calendar
was closed. That is read from the data that is being replaced, and done again in the restored one.
"""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, Table, delete, inspect, select, update
from sqlalchemy.exc import DatabaseError

from patient_app.core.audit import AuditEvent
from patient_app.core.db import Base, db, session
from patient_app.core.restoring import Afterwards, Door, Ending
from patient_app.operations.backup import erasures

DELETED = ("deleted account", "deleted accounts")
Rows = dict[Any, RowMapping]
Again = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Since:
    """The data that is being replaced, as far as it is asked: rows by key.

    `goes_on`: it is what became of the backup. Only then does a missing row mean that somebody
    took it away; otherwise the backup may simply be the younger one.
    """

    erased: erasures.Ledger
    endings: Mapping[Ending, Rows]
    doors: Mapping[Door, Rows]
    goes_on: bool


def remember(afterwards: Afterwards, backup: Path) -> Since | None:
    """Read the present data; None when there is none, or when it is damaged.

    `backup` is the backup's unpacked database.
    """
    try:
        if not inspect(db.engine).has_table("person"):
            return None
        return Since(
            erasures.ledger(),
            {each: _rows(_table(each), "id") for each in afterwards.endings},
            {each: _rows(_table(each), each.key) for each in afterwards.doors},
            _goes_on_from(backup),
        )
    except DatabaseError:
        return None


def end_again(since: Since) -> Again:
    """In the restored data, inside the open unit of work; how many of what."""
    again = Again({DELETED: erasures.carry_over(since.erased)})
    for ending, rows in since.endings.items():
        again[ending.words] += _end(ending, rows)
    for door, rows in since.doors.items():
        again[door.words] += _carry(door, rows)
        if since.goes_on:
            again[door.words] += _take_away(door, rows)
    return +again


def _end(ending: Ending, before: Rows) -> int:
    table, column, done = _table(ending), ending.column, 0
    for key, row in _rows(table, "id").items():
        end = before[key][column] if key in before else None
        if end is not None and (row[column] is None or end < row[column]):
            session().execute(update(table).where(table.c.id == key).values({column: end}))
            done += 1
    return done


def _carry(door: Door, before: Rows) -> int:
    if door.newer is None:
        return 0
    table, newer, done = _table(door), door.newer, 0
    for key, row in _rows(table, door.key).items():
        if key in before and before[key][newer] > row[newer]:
            values = {name: before[key][name] for name in door.carried}
            session().execute(update(table).where(table.c.id == row["id"]).values(values))
            done += 1
    return done


def _take_away(door: Door, before: Rows) -> int:
    table = _table(door)
    gone = [row["id"] for key, row in _rows(table, door.key).items() if key not in before]
    for row_id in gone:
        session().execute(delete(table).where(table.c.id == row_id))
    return len(gone)


def _rows(table: Table, key: str) -> Rows:
    return {row[key]: row for row in session().execute(select(table)).mappings()}


def _table(each: Ending | Door) -> Table:
    return Base.metadata.tables[each.table]


def _goes_on_from(backup: Path) -> bool:
    """Whether the last audit entry of the backup stands in the present data too."""
    try:
        with closing(sqlite3.connect(backup)) as connection:
            head = connection.execute("SELECT number, chain FROM audit_head").fetchone()
    except sqlite3.DatabaseError:
        return False  # a damaged one is refused when it is opened
    if head is None:
        return True
    wanted = select(AuditEvent.chain).where(AuditEvent.number == head[0])
    return bool(session().scalar(wanted) == head[1])
