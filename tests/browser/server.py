"""The app as people meet it: a real web server in processes of its own."""

import atexit
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.nursery import Child, nursery

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """A running server; `origin` is what a browser types."""

    origin: str
    port: int
    folder: Path
    process: Child

    def stop(self) -> None:
        """The machine is gone: every process of the server dies at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def freeze(self) -> None:
        """The server accepts connections and never answers."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        os.killpg(self.process.pid, signal.SIGCONT)


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    folder: Path,
    *,
    demo: bool = True,
    port: int | None = None,
    processes: int = 1,
    public_url: str | None = None,
    upgrade: bool = False,
) -> Iterator[Server]:
    """A server on an instance folder, migrated, with the demo center where one is allowed.

    With `upgrade` migrated only, and empty; with `demo` off too, as the folder was left.
    """
    port = port or free_port()
    env = {
        **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PUBLIC_URL"}},
        "INSTANCE_DIR": str(folder),
        "PORT": str(port),
        "WEB_PROCESSES": str(processes),
        **({"PUBLIC_URL": public_url} if public_url else {}),
    }
    command = "upgrade" if upgrade else "prepare"
    if demo and public_url:
        _flask(command, env)
    elif demo:
        shutil.copytree(_prepared(command), folder, dirs_exist_ok=True)
    server = start(folder, port, env)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.thaw()
            server.stop()


@cache
def _prepared(command: str) -> Path:
    """What this leaves in an empty folder: waited for once, the others are copies of it."""
    made = tempfile.TemporaryDirectory(prefix="steady-prepared-")
    atexit.register(made.cleanup)
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PUBLIC_URL"}}
    _flask(command, {**env, "INSTANCE_DIR": made.name, "PORT": str(free_port())})
    _between_sessions(Path(made.name) / "steady.db")
    return Path(made.name)


def _between_sessions(database: Path) -> None:
    """Nobody of the demo is in a session, or begins one within the hour, whenever tests run.

    Under way, a session is what Today shows, and nothing about it can be answered.
    """
    soon = "BETWEEN datetime('now', '-6 hours') AND datetime('now', '+1 hour')"
    with closing(sqlite3.connect(database)) as held, held:
        held.execute(
            "UPDATE occurrence SET starts_at = datetime(starts_at, '-7 hours') || '.000000',"  # noqa: S608 -- our own words
            f" ends_at = datetime(ends_at, '-7 hours') || '.000000' WHERE starts_at {soon}"
        )


def _flask(command: str, env: dict[str, str]) -> None:
    words = [sys.executable, "-m", "flask", "--app", "wsgi", command]
    subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True)


def start(folder: Path, port: int, env: dict[str, str] | None = None) -> Server:
    """Start serving the way `make run` does, and wait until the server says it is ready."""
    env = env or {**os.environ, "INSTANCE_DIR": str(folder), "PORT": str(port)}
    process = nursery().start(env, folder / "server.log")
    server = Server(f"http://localhost:{port}", port, folder, process)
    _wait_until_ready(server)
    return server


def _wait_until_ready(server: Server) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{server.origin}/healthz", timeout=2) as answer:  # noqa: S310 -- our own address
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError((server.folder / "server.log").read_text()[-2000:])
