"""Promise 1 in Firefox, which has no SyncManager: an entry is there once, whatever comes."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from tests.browser.bad_network import bad_network
from tests.browser.firefox import Firefox, opened
from tests.browser.outbox_chaos import LEFT, LOAD, SEND, WRITE, Report, describe, rows_of
from tests.browser.server import Server, running, start

pytestmark = pytest.mark.crash

SAID = "document.querySelector('#dock-state').innerText.trim()"
SECONDS, ENTRIES, PATIENCE = 20, 400, 100


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path / "there", processes=2) as server:
        yield server


@contextmanager
def phone_of(folder: Path, origin: str) -> Iterator[Firefox]:
    """Ana's phone, signed in, its worker installed."""
    with opened(folder / "profile") as firefox:
        firefox.goto(f"{origin}/sign-in")
        firefox.run(
            """(() => { const form = document.querySelector('form[action$="/sign-in"]');
            form.elements.name.value = 'ana'; form.elements.password.value = 'steady-demo-ana';
            form.requestSubmit(); return true; })()"""
        )
        firefox.until("location.pathname === '/' && document.querySelector('nav.bar')")
        firefox.run("navigator.serviceWorker.ready.then(() => true)")
        firefox.goto(f"{origin}/log/new")
        firefox.until("Boolean(navigator.serviceWorker.controller)")
        yield firefox


def tap(firefox: Firefox, number: int) -> None:
    firefox.run(f"document.querySelectorAll('#log-form .vessel input')[{number}].click() ?? true")


def test_an_entry_made_online_and_one_without_the_server_are_there_once(
    server: Server, tmp_path: Path
) -> None:
    database = server.folder / "steady.db"
    before = rows_of(database)
    with phone_of(tmp_path, server.origin) as firefox:
        tap(firefox, 6)
        firefox.until(f"{SAID} === 'Saved'")
        assert len(rows_of(database)) == len(before) + 1

        server.stop()
        firefox.goto(f"{server.origin}/log/new")
        tap(firefox, 7)
        firefox.until(f"{SAID} === 'Saved on this phone'")
        firefox.goto(f"{server.origin}/log/unsent")
        firefox.until("document.querySelectorAll('#list .row').length === 1")

        again = start(server.folder, server.port)
        try:
            firefox.until("!document.querySelector('#none').hidden", 60)
        finally:
            again.stop()
    after = rows_of(database)
    assert len(after) == len(before) + 2
    assert set(after.values()) == {1}


def test_twenty_seconds_of_chaos_lose_and_double_nothing(server: Server, tmp_path: Path) -> None:
    report, dice = Report(), random.Random(5)
    with (
        bad_network(server.port, seed=5) as network,
        phone_of(tmp_path, network.origin) as firefox,
    ):
        firefox.run(f"({LOAD})()")
        network.bad = 0.3
        end = time.monotonic() + SECONDS
        while time.monotonic() < end or (
            len(report.saved) < ENTRIES and time.monotonic() < end + PATIENCE
        ):
            _write(firefox, report)
            roll = dice.random()
            if roll < 0.09:
                network.down = roll < 0.03
            elif roll < 0.11:
                network.down = False
                firefox.goto(f"{network.origin}/log/new")
                firefox.run(f"({LOAD})()")
                report.struck("reload")
        network.bad, network.down = 0.0, False
        report.left = _drained(firefox)
        report.faults |= network.faults
    report.rows = rows_of(server.folder / "steady.db")
    assert len(report.saved) >= ENTRIES, describe(report)
    assert len(report.faults) >= 6, describe(report)
    assert (report.left, report.lost, report.doubled) == (0, set(), set()), describe(report)


def _write(firefox: Firefox, report: Report) -> None:
    report.attempted.append(str(uuid4()))
    number = len(report.attempted)
    firefox.run(f"({WRITE})(['{report.attempted[-1]}', {number}])")
    report.saved.add(report.attempted[-1])


def _drained(firefox: Firefox) -> int:
    end, left = time.monotonic() + 90, -1
    while left and time.monotonic() < end:
        with suppress(RuntimeError):
            firefox.run(f"({SEND})()")
            left = firefox.run(f"({LEFT})()")
    return left
