"""A worker says that it is alive."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from patient_app.core.db import session, unit_of_work
from patient_app.core.jobs import WorkerBeat

EVERY = timedelta(seconds=20)


@unit_of_work()
def beat(worker_id: UUID, now: datetime) -> None:
    """Note that this worker is alive at `now`."""
    row = session().get(WorkerBeat, worker_id, with_for_update=True)
    if row is None:
        session().add(WorkerBeat(id=worker_id, started_at=now, seen_at=now))
    else:
        row.seen_at = now


@unit_of_work()
def leave(worker_id: UUID) -> None:
    """A worker that stops on purpose takes its row with it."""
    row = session().get(WorkerBeat, worker_id, with_for_update=True)
    if row is not None:
        session().delete(row)


def last_beat() -> datetime | None:
    """When any worker was last heard of."""
    return session().scalar(select(func.max(WorkerBeat.seen_at)))
