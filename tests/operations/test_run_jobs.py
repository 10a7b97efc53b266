"""Promise: a job runs once in its slot, on however many machines, and no failure stops the next."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from patient_app import worker
from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.db import db, session
from patient_app.core.ids import new_id
from patient_app.core.jobs import Job, JobRun, WorkerBeat
from patient_app.operations.jobs import heartbeat, record
from patient_app.operations.jobs.queue import open_queue
from patient_app.operations.jobs.runner import JobRunner
from patient_app.operations.jobs.slots import slot_at

ROOT = Path(__file__).resolve().parents[2]
HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def runs() -> list[JobRun]:
    session().rollback()
    return list(session().scalars(select(JobRun).order_by(JobRun.slot_at)))


@pytest.fixture
def runner(app: Flask, settings: Settings) -> Iterator[Callable[..., JobRunner]]:
    """`runner(job)` is one worker's hand; two of them share the queue like two machines."""
    queues = []

    def make(*jobs: Job) -> JobRunner:
        queue = open_queue(settings)
        queues.append(queue)
        return JobRunner(app, queue, jobs, new_id())

    yield make
    for queue in queues:
        queue.storage.close()


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (NOON, NOON),
        (NOON + timedelta(minutes=59), NOON),
        (NOON + HOUR, NOON + HOUR),
        (NOON - timedelta(microseconds=1), NOON - HOUR),
    ],
)
def test_a_slot_is_the_same_for_everyone_who_asks_within_it(now: datetime, slot: datetime) -> None:
    assert slot_at(HOUR, timedelta(), now) == slot


def test_two_workers_run_a_slot_once(runner: Callable[..., JobRunner]) -> None:
    seen: list[datetime] = []
    job = Job("water the plants", HOUR, seen.append)
    slot = slot_at(HOUR, timedelta(), clock.now()).isoformat()
    one, other = runner(job), runner(job)
    one.run_slot(job.name, slot)
    other.run_slot(job.name, slot)
    one.run_slot(job.name, slot)
    assert len(seen) == 1
    assert [run.failed_with for run in runs()] == [None]


def test_many_workers_at_the_same_moment_run_a_slot_once(
    app: Flask, runner: Callable[..., JobRunner]
) -> None:
    seen: list[datetime] = []
    job = Job("water the plants", HOUR, seen.append)
    slot = slot_at(HOUR, timedelta(), clock.now()).isoformat()
    hands = [runner(job) for _ in range(6)]
    start = threading.Barrier(len(hands))

    def work(hand: JobRunner) -> None:
        start.wait()
        hand.run_slot(job.name, slot)

    threads = [threading.Thread(target=work, args=(hand,)) for hand in hands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 1


def test_a_failure_is_written_down_by_its_type_and_the_next_slot_runs(
    runner: Callable[..., JobRunner], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_now: datetime) -> None:
        raise ValueError("Ana wrote this")

    job = Job("water the plants", HOUR, fail)
    hand = runner(job)
    now = slot_at(HOUR, timedelta(), clock.now())
    hand.run_slot(job.name, now.isoformat())
    hand.run_slot(job.name, (now + HOUR).isoformat())
    assert [run.failed_with for run in runs()] == ["ValueError", "ValueError"]
    assert "Ana" not in caplog.text
    assert record.failing_jobs() == {"water the plants": "ValueError"}


def test_a_slot_whose_worker_is_alive_is_left_alone(app: Flask) -> None:
    slow, now = new_id(), clock.now()
    heartbeat.beat(slow, now)
    assert record.take("water the plants", NOON, slow, now - timedelta(hours=2)) is not None
    assert record.take("water the plants", NOON, new_id(), now) is None
    assert record.is_settled("water the plants", NOON)


def test_a_slot_whose_worker_is_gone_is_run_again_three_times_at_most(app: Flask) -> None:
    taken = [record.take("water the plants", NOON, new_id(), NOON + n * HOUR) for n in range(3)]
    assert taken[0] is not None
    assert taken[0] == taken[1] == taken[2]
    assert record.take("water the plants", NOON, new_id(), NOON + 4 * HOUR) is None
    assert [run.failed_with for run in runs()] == ["WorkerKilled"]


def test_a_worker_runs_what_is_due_and_leaves_no_trace_of_itself(
    app: Flask, settings: Settings
) -> None:
    done = threading.Event()
    stop = threading.Event()
    job = Job("water the plants", HOUR, lambda _now: done.set())
    thread = threading.Thread(target=lambda: in_context(app, lambda: worker.run(app, [job], stop)))
    thread.start()
    try:
        assert done.wait(20)
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()
    assert [run.failed_with for run in runs()] == [None]
    assert session().scalars(select(WorkerBeat)).all() == []


def in_context(app: Flask, call: Callable[[], None]) -> None:
    with app.app_context():
        call()
        db.session.remove()


WORKER = """
    import sys, time
    from datetime import timedelta
    from patient_app import worker
    from patient_app.app import create_app
    from patient_app.core.jobs import Job

    def slow(now):
        print("started", flush=True)
        time.sleep(float(sys.argv[1]))
        print("finished", flush=True)

    app = create_app()
    with app.app_context():
        worker.run(app, [Job("slow", timedelta(days=1), slow)])
    print("stopped", flush=True)
"""


@pytest.fixture
def start_worker(settings: Settings) -> Iterator[Callable[[float], subprocess.Popen[str]]]:
    """A worker process with one job that takes as long as it is told."""
    started: list[subprocess.Popen[str]] = []

    def start(seconds: float) -> subprocess.Popen[str]:
        env = {
            **os.environ,
            "INSTANCE_DIR": str(settings.instance_dir),
            "DATABASE_URL": settings.database_url,
        }
        command = [sys.executable, "-c", textwrap.dedent(WORKER), str(seconds)]
        process = subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_worker_asked_to_stop_finishes_the_job_at_hand(
    start_worker: Callable[[float], subprocess.Popen[str]],
) -> None:
    process = start_worker(1.5)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    assert said == "finished\nstopped\n"
    assert process.returncode == 0
    assert runs()[0].finished_at is not None


def test_a_job_cut_off_by_a_kill_is_run_again_by_another_worker(
    start_worker: Callable[[float], subprocess.Popen[str]], runner: Callable[..., JobRunner]
) -> None:
    process = start_worker(60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (cut_off,) = runs()
    assert cut_off.finished_at is None
    later = clock.now() + record.GONE_AFTER + timedelta(seconds=1)
    assert record.take("slow", cut_off.slot_at, new_id(), later) == cut_off.id
    assert runs()[0].attempts == 2
