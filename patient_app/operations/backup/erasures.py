"""Who asked to be erased stays erased: the ledger outlives a restore.

An older backup does not know the erasures since. Their rows are carried over from the data that
is being replaced, before privacy's step erases everyone the ledger names once more.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import insert, inspect, select
from sqlalchemy.exc import DatabaseError

from patient_app.core.config import Settings
from patient_app.core.db import Base, db, session
from patient_app.core.erased import NAME, Lines, key_of, places, read

Ledger = list[dict[str, Any]]
_TABLE = "erasure"


def ledger() -> Ledger:
    """The rows of the present data; empty where there is none yet, or none that can be read."""
    table = Base.metadata.tables.get(_TABLE)
    try:
        if table is None or not inspect(db.engine).has_table(_TABLE):
            return []
        return [dict(row) for row in session().execute(select(table)).mappings()]
    except DatabaseError:  # damaged: that is why it is being replaced
        return []


def keyed() -> Lines:
    """The same, as it is known outside the database."""
    return {key_of(row["person_id"]): row["erased_at"] for row in ledger()}


def known_outside(settings: Settings, backup: Path) -> Lines:
    """What this installation knows, and what lies beside the backup: it came along with it."""
    return read((*places(settings), backup.resolve().with_name(NAME)))


def carry_over(rows: Ledger) -> int:
    """Add the rows that the restored ledger lacks, inside the open unit of work; how many."""
    table = Base.metadata.tables.get(_TABLE)
    if table is None:
        return 0
    known = set(session().scalars(select(table.c.person_id)))
    missing = [row for row in rows if row["person_id"] not in known]
    if missing:
        session().execute(insert(table), missing)
    return len(missing)
