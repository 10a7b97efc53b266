"""Processes born ready: one loads the app once, each server or worker is a fork of it.

`serve.py` itself loads everything and then forks. Here its first half is done once for all tests
of a run: a server answers after 0.4 s instead of 2.5 s (templates compiled besides).
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SERVER = "serve:main"
LEASE_S = 2.0
"""A worker's lease is read when it is loaded: short, so that tests see leases run out."""


class Child:
    """A first process, as far as tests need to know it; its group bears its number."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._watched = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """Not None once it has ended."""
        return self.wait(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """Returns when it has ended, or after `timeout` seconds with None."""
        return 0 if select.select([self._watched], [], [], timeout)[0] else None

    def __del__(self) -> None:
        os.close(self._watched)


class Nursery:
    """The loaded process, asked through its standard input."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "STEADY_LEASE_S": str(LEASE_S)},
        )  # fmt: skip
        assert self._process.stdout
        self._process.stdout.readline()  # loaded: what is started from here on starts at once

    def start(self, env: dict[str, str], log: Path, entry: str = SERVER) -> Child:
        """A process that calls `entry` in this environment, its complaints in `log`."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([env, str(log), entry]) + "\n")
        self._process.stdin.flush()
        return Child(int(self._process.stdout.readline()))

    def close(self) -> None:
        """No more servers."""
        self._process.communicate()


@cache
def nursery() -> Nursery:
    """The one of this test run."""
    found = Nursery()
    atexit.register(found.close)
    return found


def _main() -> None:
    import serve  # noqa: F401 -- loads nearly everything
    from patient_app import worker  # noqa: F401 -- and this the rest
    from patient_app.app import TEMPLATES
    from patient_app.core.assets import load_assets
    from patient_app.core.pages import load_templates

    _say("ready")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    for line in sys.stdin:
        env, log, entry = json.loads(line)
        if entry == SERVER:
            load_assets()
            load_templates(TEMPLATES)
        pid = os.fork()
        if pid == 0:
            _become(env, log)
            module, _, name = entry.partition(":")
            getattr(import_module(module), name)()
            os._exit(0)
        _say(pid)


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def _become(env: dict[str, str], log: str) -> None:
    """What Popen would have done: a group, an environment and files of its own."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.environ.clear()
    os.environ.update(env)
    nothing = os.open(os.devnull, os.O_RDWR)
    errors = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for taken, as_ in ((nothing, 0), (nothing, 1), (errors, 2)):
        os.dup2(taken, as_)


if __name__ == "__main__":
    _main()
