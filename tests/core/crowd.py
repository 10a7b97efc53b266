"""Starting a crowd of writing processes and adding up what they tell."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from patient_app.accounts.models import Throttle
from patient_app.core import clock
from patient_app.core.db import session, unit_of_work

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Told:
    """What a crowd did: `counted` is what the row holds, `expected` what it should."""

    expected: int
    counted: int
    errors: int
    worst_ms: float
    mean_ms: float

    @property
    def lost(self) -> int:
        return self.expected - self.errors - self.counted


def hammer(
    url: str,
    *,
    processes: int = 4,
    threads: int = 4,
    rounds: int = 25,
    lock: bool = True,
    hold_ms: float = 0,
    busy_ms: int | None = None,
) -> Told:
    """Let `processes` x `threads` writers count one number up, all starting together."""
    row_id = _make_row()
    plan = {
        "url": url,
        "row": str(row_id),
        "threads": threads,
        "rounds": rounds,
        "lock": lock,
        "hold_ms": hold_ms,
        "busy_ms": busy_ms,
    }
    command = [sys.executable, "-m", "tests.core.hammer", json.dumps(plan)]
    crowd = [
        subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(processes)
    ]
    told = _run(crowd)
    return Told(
        expected=processes * threads * rounds,
        counted=_read(row_id),
        errors=sum(int(one["errors"]) for one in told),
        worst_ms=max(one["worst_ms"] for one in told),
        mean_ms=sum(one["mean_ms"] for one in told) / processes,
    )


def _run(crowd: list[subprocess.Popen[str]]) -> list[dict[str, float]]:
    for one in crowd:
        assert one.stdout is not None
        assert one.stdout.readline().strip() == "ready"
    for one in crowd:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    return [json.loads(one.communicate(timeout=120)[0]) for one in crowd]


@unit_of_work()
def _make_row() -> UUID:
    now = clock.now()
    row = Throttle(key=os.urandom(32), failures=0, not_before_at=now, forget_at=now)
    session().add(row)
    return row.id


def _read(row_id: UUID) -> int:
    session().rollback()
    return session().get_one(Throttle, row_id, populate_existing=True).failures
