"""Standing in line: writers of one SQLite file, in any thread or process, one after the other.

Plain locks are unfair: who has just let go takes them again before a waiter wakes up. Here a
thread hands over to the one that waited longest, and a process waits at a turnstile, so that
nobody overtakes the process that stands next in line.
"""

import fcntl
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock


class FairLock:
    """First come, first served."""

    def __init__(self) -> None:
        self._mutex = Lock()
        self._held = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._mutex:
            if not self._held:
                self._held = True
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def __exit__(self, *_error: object) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()  # handed over: it stays held
            else:
                self._held = False


_threads = FairLock()


@contextmanager
def in_line(database: str) -> Iterator[None]:
    """Hold the writers' place of the SQLite file `database`."""
    with _threads, _file(database, "lock") as place:
        with _file(database, "next") as turnstile:
            fcntl.flock(turnstile, fcntl.LOCK_EX)
            fcntl.flock(place, fcntl.LOCK_EX)
        yield


@contextmanager
def _file(database: str, name: str) -> Iterator[int]:
    with Path(f"{database}.{name}").open("ab") as held:
        yield held.fileno()
