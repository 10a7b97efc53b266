"""The whole chain: Firefox subscribes by a tap, our worker sends, the phone shows it, lets go."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.browser.firefox import Firefox, opened
from tests.browser.server import ROOT, Server, free_port, running
from tests.notifications.local_push import LocalPush

pytestmark = pytest.mark.crash


@contextmanager
def working(server: Server, hosts: str) -> Iterator[None]:
    """The real worker beside the server."""
    env = {
        **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PUBLIC_URL"}},
        "INSTANCE_DIR": str(server.folder),
        "PORT": str(server.port),
        "PUSH_EXTRA_HOSTS": hosts,
    }
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    process = subprocess.Popen(words, cwd=ROOT, env=env, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def push() -> Iterator[LocalPush]:
    with LocalPush.running(free_port()) as found:
        yield found


def phones(server: Server) -> int:
    """Rows of phones that would be pushed to."""
    with closing(sqlite3.connect(server.folder / "steady.db")) as held:
        return int(held.execute("SELECT count(*) FROM push_subscription").fetchone()[0])


def sign_in(firefox: Firefox, server: Server) -> None:
    firefox.goto(f"{server.origin}/sign-in")
    firefox.run(
        "(() => { document.querySelector('[name=name]').value = 'ana';"
        " document.querySelector('[name=password]').value = 'steady-demo-ana';"
        " document.querySelector('[name=password]').form.requestSubmit(); return true; })()"
    )
    firefox.until("!location.pathname.startsWith('/sign-in')")


def test_a_test_reaches_firefox_and_nothing_comes_once_it_was_stopped(
    tmp_path: Path, push: LocalPush, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUSH_EXTRA_HOSTS", push.host)
    with (
        running(tmp_path / "instance") as server,
        working(server, push.host),
        opened(tmp_path / "profile", push.settings) as firefox,
    ):
        sign_in(firefox, server)
        firefox.goto(f"{server.origin}/settings/notifications")
        firefox.until(
            "navigator.serviceWorker.controller"
            " && !document.querySelector('#push-on').closest('[data-push]').hidden"
        )
        firefox.run("document.querySelector('#push-on').click()")
        firefox.until("!document.querySelector('#f-test').closest('[data-push]').hidden", 30)
        assert phones(server) == 1
        firefox.run("document.querySelector('#f-test button').click()")
        shown = "(await (await navigator.serviceWorker.ready).getNotifications())"
        firefox.until(f"(async () => {shown}.length === 1)()", 30)
        assert firefox.run(f"(async () => {shown}[0].title)()") == "You have a reminder"
        # The browser lets go without telling us: the push service says so at the next sending.
        firefox.run(
            "navigator.serviceWorker.ready.then((r) => r.pushManager.getSubscription())"
            ".then((s) => s.unsubscribe())"
        )
        firefox.run("document.querySelector('#f-test button').click()")
        firefox.until(
            "/not get through|set up/.test(document.querySelector('#push-said').textContent)",
            40,
        )
        assert phones(server) == 0
        assert push.answers[-1] == 410
