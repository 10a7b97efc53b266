"""One of several processes that all count the same number up, as fast as they are let.

python -m tests.core.hammer '{"row": id, "threads": 4, "rounds": 25, "hold_ms": 0, ...}'
prints {"errors": n, "worst_ms": n, "mean_ms": n} and leaves the row ROUNDS * THREADS higher.
"""

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine, event

from patient_app.accounts.models import Throttle
from patient_app.core.db import db, prepare, session, unit, unit_of_work


@unit_of_work()
def count_up(row_id: UUID, hold: float) -> None:
    """Read, add one in Python, write: what loses updates when two do it at once."""
    row = session().get_one(Throttle, row_id, with_for_update=True)
    time.sleep(hold)
    row.failures = row.failures + 1


@contextmanager
def no_queue(_engine: Engine) -> Iterator[None]:
    """What writers would do without the file lock: fight for the database's own."""
    yield


def open_database(url: str, busy_ms: int | None) -> Flask:
    """The data layer alone, as the app opens it; `busy_ms` shortens SQLite's own patience."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        if busy_ms is not None:
            event.listen(
                db.engine, "connect", lambda c, _: c.execute(f"PRAGMA busy_timeout={busy_ms}")
            )
    return app


def main(plan: dict[str, Any]) -> None:
    if not plan["lock"]:
        unit._writers_queue = no_queue
    app = open_database(plan["url"], plan["busy_ms"])
    waits: list[float] = []
    errors: list[str] = []

    def work() -> None:
        with app.app_context():
            for _ in range(plan["rounds"]):
                began = time.perf_counter()
                try:
                    count_up(UUID(plan["row"]), plan["hold_ms"] / 1000)
                except Exception as error:
                    errors.append(type(error).__name__)
                waits.append(time.perf_counter() - began)
            db.session.remove()

    print("ready", flush=True)  # noqa: T201 -- the parent waits for it
    sys.stdin.readline()
    workers = [threading.Thread(target=work) for _ in range(plan["threads"])]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    told = {
        "errors": len(errors),
        "worst_ms": round(max(waits) * 1000, 1),
        "mean_ms": round(sum(waits) / len(waits) * 1000, 2),
    }
    print(json.dumps(told), flush=True)  # noqa: T201 -- the parent reads it


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
