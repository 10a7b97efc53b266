"""Who has taken which slot of which job, and how it ended."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from patient_app.core import clock
from patient_app.core.db import session, unit_of_work
from patient_app.core.ids import new_id
from patient_app.core.jobs import JobRun, WorkerBeat

GONE_AFTER = timedelta(seconds=90)
MOST_ATTEMPTS = 3


def take(job: str, slot_at: datetime, worker_id: UUID, now: datetime) -> UUID | None:
    """The id of the run when the slot is ours to run: new, or left behind by a dead worker."""
    try:
        return _take(job, slot_at, worker_id, now)
    except IntegrityError:
        return None  # another machine was quicker


@unit_of_work()
def _take(job: str, slot_at: datetime, worker_id: UUID, now: datetime) -> UUID | None:
    run = _find(job, slot_at)
    if run is None:
        run = JobRun(job=job, slot_at=slot_at, worker_id=worker_id, started_at=now, attempts=1)
        session().add(run)
        session().flush()
        return run.id
    if not _is_left_behind(run, now):
        return None
    if run.attempts >= MOST_ATTEMPTS:
        run.finished_at, run.failed_with = now, "WorkerKilled"
        return None
    run.worker_id, run.started_at, run.attempts = worker_id, now, run.attempts + 1
    return run.id


def _find(job: str, slot_at: datetime) -> JobRun | None:
    wanted = select(JobRun).where(JobRun.job == job, JobRun.slot_at == slot_at)
    return session().scalars(wanted.with_for_update()).one_or_none()


def _is_left_behind(run: JobRun, now: datetime) -> bool:
    if run.finished_at is not None:
        return False
    beat = session().get(WorkerBeat, run.worker_id)
    seen = max(beat.seen_at, run.started_at) if beat else run.started_at
    return now - seen > GONE_AFTER


def is_settled(job: str, slot_at: datetime) -> bool:
    """Whether nothing is left to do for this slot: run, failed, or being run by a live worker."""
    wanted = select(JobRun).where(JobRun.job == job, JobRun.slot_at == slot_at)
    run = session().scalars(wanted).one_or_none()
    return run is not None and not _is_left_behind(run, clock.now())


@unit_of_work()
def finish(run_id: UUID, now: datetime, failure: BaseException | None = None) -> None:
    """Write down how a run ended. Of a failure its type only: its text may quote someone."""
    run = session().get_one(JobRun, run_id, with_for_update=True)
    run.finished_at = now
    run.failed_with = type(failure).__name__ if failure else None


@unit_of_work()
def note_done(job: str, started_at: datetime) -> None:
    """A job that a person ran by hand."""
    now = clock.now()
    session().add(
        JobRun(job=job, slot_at=now, worker_id=new_id(), started_at=started_at, finished_at=now)
    )


def last_success(job: str) -> datetime | None:
    """When the job last ended well."""
    wanted = (
        select(JobRun.finished_at)
        .where(JobRun.job == job, JobRun.finished_at.is_not(None), JobRun.failed_with.is_(None))
        .order_by(JobRun.finished_at.desc())
        .limit(1)
    )
    return session().scalar(wanted)


def failing_jobs() -> dict[str, str]:
    """Jobs whose newest finished run failed, and with what."""
    newest = (
        select(JobRun.job, func.max(JobRun.slot_at).label("slot_at"))
        .where(JobRun.finished_at.is_not(None))
        .group_by(JobRun.job)
        .subquery()
    )
    wanted = select(JobRun.job, JobRun.failed_with).join(
        newest, (newest.c.job == JobRun.job) & (newest.c.slot_at == JobRun.slot_at)
    )
    return {job: error for job, error in session().execute(wanted) if error}
