"""Places where a crash test may strike; unarmed they cost one comparison.

`STEADY_FAILPOINT="before mark=kill@3"` kills this process with SIGKILL the third time it comes to
that place. Other strikes: `stop` (SIGSTOP), `full` (the disk has no room), `busy` (the database
does not answer), `ahead` and `behind` (from here on the clock is an hour off). Where
`STEADY_FAILED_ONCE` names a file, a strike is made only while it is not there, and makes it: a
process started anew goes on. `STEADY_SEND_DELAY_S` is what names and handshakes take on a real
network: without it a crash between marking and sending hardly ever happens.
"""

import asyncio
import errno
import os
import signal
import sqlite3
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import OperationalError

from patient_app.core import clock

_HOUR = timedelta(hours=1)
_armed: dict[str, str] = {}
_seen: Counter[str] = Counter()


def arm() -> None:
    """Take what the environment says into use; called once by whatever process is to be struck."""
    names = ("STEADY_FAILPOINT", "STEADY_FAILED_ONCE", "STEADY_SEND_DELAY_S")
    _armed.update({name: os.environ[name] for name in names if os.environ.get(name)})


def failpoint(place: str) -> None:
    """Strike here, if this is where a test wants it."""
    if _armed:
        _maybe_strike(place)


async def on_the_network() -> None:
    """As long as a real network takes, if a test wants it."""
    if _armed:
        await asyncio.sleep(float(_armed.get("STEADY_SEND_DELAY_S", "0")))


def _maybe_strike(place: str) -> None:
    wanted, _, how = _armed.get("STEADY_FAILPOINT", "").partition("=")
    if place != wanted:
        return
    strike, _, turn = how.partition("@")
    _seen[place] += 1
    if _seen[place] == int(turn or 1) and _is_first():
        _strike(strike)


def _is_first() -> bool:
    once = _armed.get("STEADY_FAILED_ONCE")
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
        raise OperationalError("", {}, sqlite3.OperationalError("database is locked"))
    else:
        off = _HOUR if strike == "ahead" else -_HOUR
        clock.now = lambda: datetime.now(UTC) + off
