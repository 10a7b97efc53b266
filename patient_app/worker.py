"""The worker: one process that runs what is due. Any number of them share the work."""

import logging
import signal
import threading
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from huey.consumer import Consumer, Scheduler
from huey.consumer import Worker as HueyWorker

from patient_app.core import clock
from patient_app.core.db import db
from patient_app.core.ids import new_id
from patient_app.core.jobs import Job
from patient_app.notifications.engine.work import work
from patient_app.operations.jobs import heartbeat
from patient_app.operations.jobs.queue import open_queue
from patient_app.operations.jobs.runner import JobRunner

log = logging.getLogger("steady.worker")

LOOK_EVERY = timedelta(seconds=5)


# Huey asks whether a connection is open and then closes it: two threads that end at once would
# both find it open.
_closing = threading.Lock()


def _close(storage: Any) -> None:
    with _closing:
        storage.close()


class _Hand(HueyWorker):  # type: ignore[misc]  # huey ships no types
    """Huey's, closing its thread's connections at the end."""

    def shutdown(self) -> None:
        super().shutdown()
        _close(self.huey.storage)


class _Alarm(Scheduler):  # type: ignore[misc]  # huey ships no types
    """The same for the thread that wakes delayed tasks."""

    def shutdown(self) -> None:
        super().shutdown()
        _close(self.huey.storage)


class _Consumer(Consumer):  # type: ignore[misc]  # huey ships no types
    """Huey's, without its signal handlers: stopping is decided in one place, below."""

    worker_class, scheduler_class = _Hand, _Alarm

    def _set_signal_handlers(self) -> None:
        pass


def run(app: Flask, jobs: Iterable[Job], stop: threading.Event | None = None) -> None:
    """Work until `stop` (SIGTERM and SIGINT set it); the job at hand is finished first."""
    stop = stop or _stop_on_signals()
    worker_id = new_id()
    queue = open_queue(app.extensions["settings"])
    runner = JobRunner(app, queue, jobs, worker_id)
    consumer = _Consumer(queue, workers=1, periodic=False, max_delay=1.0)
    consumer.start()
    sending = threading.Thread(target=_send, args=(app, worker_id, stop), name="sending")
    sending.start()
    log.info("worker %s started", worker_id)
    try:
        _look_around(runner, worker_id, stop)
    finally:
        sending.join()
        consumer.stop(graceful=True)
        _close(queue.storage)
        heartbeat.leave(worker_id)
        log.info("worker %s stopped", worker_id)


def _send(app: Flask, worker_id: UUID, stop: threading.Event) -> None:
    """Reminders go out beside the jobs. Without them the process is of no use: it ends."""
    try:
        work(app, worker_id, stop)
    except Exception as error:
        log.critical("sending ended with %s", type(error).__name__)
        stop.set()


def _look_around(runner: JobRunner, worker_id: UUID, stop: threading.Event) -> None:
    next_beat = clock.now()
    while True:
        now = clock.now()
        try:
            if now >= next_beat:
                heartbeat.beat(worker_id, now)
                next_beat = now + heartbeat.EVERY
            runner.ask_for_due(now)
        except Exception as error:
            # A database away for a moment must not end the worker; the next look tries again.
            log.error("looking for work failed with %s", type(error).__name__)
            db.session.remove()
        if stop.wait(LOOK_EVERY.total_seconds()):
            return


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
