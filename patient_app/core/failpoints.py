"""Places where a crash test may strike; without STEADY_FAILPOINT they cost one comparison.

`STEADY_FAILPOINT="before mark=kill@3"` kills this process with SIGKILL the third time it comes to
that place. Other strikes: `stop` (SIGSTOP), `full` (the disk has no room), `busy` (the database
does not answer). A strike happens once for each file `STEADY_FAILED_ONCE` names: there after it,
it is not made again, so that a process started anew goes on.
"""

import errno
import os
import signal
import time
from collections import Counter
from pathlib import Path

_WANTED = os.environ.get("STEADY_FAILPOINT", "")
_seen: Counter[str] = Counter()


def failpoint(place: str) -> None:
    """Strike here, if this is where a test wants it."""
    if _WANTED:
        _maybe_strike(place)


def _maybe_strike(place: str) -> None:
    wanted, _, how = _WANTED.partition("=")
    if place != wanted:
        return
    strike, _, turn = how.partition("@")
    _seen[place] += 1
    if _seen[place] == int(turn or 1) and _is_first():
        _strike(strike)


def _is_first() -> bool:
    once = os.environ.get("STEADY_FAILED_ONCE")
    if not once:
        return True
    try:
        Path(once).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _strike(strike: str) -> None:
    if strike == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)
    elif strike == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif strike == "full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    elif strike == "busy":
        raise _busy()


def _busy() -> Exception:
    import sqlite3

    from sqlalchemy.exc import OperationalError

    return OperationalError("", {}, sqlite3.OperationalError("database is locked"))
