"""The jobs that keep the installation itself in order."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from patient_app.core.config import Settings
from patient_app.core.jobs import Job
from patient_app.operations.backup.nightly import newest_backup, nightly_backup
from patient_app.operations.prune import prune

_DAY = timedelta(days=1)
_ROOT = Path(__file__).resolve().parents[3]


class NotRestorable(RuntimeError):
    """The newest backup could not be restored; `restore --rehearse FILE` says why."""


# The command writes this down, and only once a restore has been tried and went well: that the
# job ended well says less, for there may have been nothing to try.
REHEARSED = "restore rehearsed"


def rehearse_newest(now: datetime) -> None:
    """Restore the newest backup into a place that is thrown away; without one, do nothing.

    In a process of its own: for its length another key ring is in use.
    """
    settings: Settings = current_app.extensions["settings"]
    newest = newest_backup(settings)
    if newest is None:
        return
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "restore", "--rehearse", str(newest)]
    done = subprocess.run(command, cwd=_ROOT, env=os.environ, capture_output=True, check=False)  # noqa: S603 -- our own list, no shell
    if done.returncode:
        raise NotRestorable


# Hours are UTC: night in the Americas.
PRUNE = Job("prune", _DAY, prune, offset=timedelta(hours=8))
BACKUP = Job("backup", _DAY, nightly_backup, offset=timedelta(hours=9))
REHEARSAL = Job("restore rehearsal", 7 * _DAY, rehearse_newest, offset=timedelta(hours=10))

OWN_JOBS = (PRUNE, BACKUP, REHEARSAL)
