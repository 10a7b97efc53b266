"""Work that runs by itself, at most once per slot over all machines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping


@dataclass(frozen=True, slots=True)
class Job:
    """`run(now)` is called once in each slot of `every`, counted from midnight UTC + `offset`."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]
    offset: timedelta = timedelta()


class JobRun(Base):
    """A slot of a job that some worker has taken; unfinished and its worker gone, it is free."""

    __tablename__ = "job_run"
    __keeping__ = Keeping.TECHNICAL
    __table_args__ = (UniqueConstraint("job", "slot_at"),)

    job: Mapped[str] = mapped_column(String(60))
    slot_at: Mapped[datetime]
    worker_id: Mapped[UUID]
    attempts: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    failed_with: Mapped[str | None] = mapped_column(String(120))


class WorkerBeat(Base):
    """A worker process says that it is alive; the row's id is the worker's."""

    __tablename__ = "worker_beat"
    __keeping__ = Keeping.TECHNICAL

    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
