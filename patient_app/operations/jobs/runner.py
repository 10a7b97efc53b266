"""From "this slot is due" to "it ran": the part between the queue and the jobs."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask
from huey import Huey

from patient_app.core import clock
from patient_app.core.db import db
from patient_app.core.jobs import Job
from patient_app.operations.jobs import record
from patient_app.operations.jobs.slots import slot_at

log = logging.getLogger("steady.worker")

_ASK_AGAIN_AFTER = timedelta(minutes=10)


class JobRunner:
    """Puts due slots on the queue, and runs what comes off it."""

    def __init__(self, app: Flask, queue: Huey, jobs: Iterable[Job], worker_id: UUID) -> None:
        self.app = app
        self.jobs = {job.name: job for job in jobs}
        self.worker_id = worker_id
        self._asked: dict[tuple[str, datetime], datetime] = {}
        self._enqueue: Callable[[str, str], object] = queue.task(name="run_slot")(self.run_slot)

    def ask_for_due(self, now: datetime) -> None:
        """Send each slot that is due and not settled, once; again when it seems lost."""
        for job in self.jobs.values():
            slot = slot_at(job.every, job.offset, now)
            asked = self._asked.get((job.name, slot))
            if asked and now - asked < _ASK_AGAIN_AFTER:
                continue
            if not record.is_settled(job.name, slot):
                self._asked[job.name, slot] = now
                self._enqueue(job.name, slot.isoformat())
        db.session.remove()
        self._forget(now)

    def _forget(self, now: datetime) -> None:
        self._asked = {k: at for k, at in self._asked.items() if now - at < _ASK_AGAIN_AFTER}

    def run_slot(self, job_name: str, slot: str) -> None:
        """Run one job for one slot if nobody else has; a failure is recorded, never raised."""
        job = self.jobs.get(job_name)
        if job is None:
            return
        with self.app.app_context():
            run_id = record.take(
                job.name, datetime.fromisoformat(slot), self.worker_id, clock.now()
            )
            if run_id is not None:
                self._run(job, run_id)
            db.session.remove()

    def _run(self, job: Job, run_id: UUID) -> None:
        try:
            job.run(clock.now())
        except Exception as error:
            # The type only: an error's text may quote what a person wrote.
            log.error("job %s failed with %s", job.name, type(error).__name__)
            record.finish(run_id, clock.now(), error)
        else:
            log.info("job %s done", job.name)
            record.finish(run_id, clock.now())
