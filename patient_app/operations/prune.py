"""Throwing away what has been kept long enough."""

from datetime import datetime

from sqlalchemy import delete

from patient_app.core.db import Base, session, unit_of_work
from patient_app.operations.retention import RETENTION, Keep


@unit_of_work()
def prune(now: datetime) -> dict[str, int]:
    """Delete every row past its keeping; how many went, by table."""
    gone: dict[str, int] = {}
    for keep in RETENTION:
        gone[keep.table] = gone.get(keep.table, 0) + _prune(keep, now)
    return gone


def _prune(keep: Keep, now: datetime) -> int:
    table = Base.metadata.tables[keep.table]
    done = session().execute(delete(table).where(table.c[keep.since] < now - keep.longer))
    return int(done.rowcount)  # type: ignore[attr-defined]  # a DELETE counts its rows
