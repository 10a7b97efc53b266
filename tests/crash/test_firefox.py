"""Promise 1 in Firefox, which has no SyncManager: an entry is on the server once, whatever comes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.firefox import Firefox, opened
from tests.browser.outbox_chaos import rows_of
from tests.browser.server import Server, running, start

pytestmark = pytest.mark.crash

SAID = "document.querySelector('#dock-state').innerText.trim()"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path / "there", processes=2) as server:
        yield server


@pytest.fixture
def firefox(tmp_path: Path, server: Server) -> Iterator[Firefox]:
    """Ana's phone, signed in, its worker installed."""
    with opened(tmp_path / "profile") as firefox:
        firefox.goto(f"{server.origin}/sign-in")
        firefox.run(
            """(() => { const form = document.querySelector('form[action$="/sign-in"]');
            form.elements.name.value = 'ana'; form.elements.password.value = 'steady-demo-ana';
            form.requestSubmit(); return true; })()"""
        )
        firefox.until("location.pathname === '/' && document.querySelector('nav.bar')")
        firefox.run("navigator.serviceWorker.ready.then(() => true)")
        firefox.goto(f"{server.origin}/log/new")
        firefox.until("Boolean(navigator.serviceWorker.controller)")
        yield firefox


def tap(firefox: Firefox, number: int) -> None:
    firefox.run(f"document.querySelectorAll('#log-form .vessel input')[{number}].click() ?? true")


def test_an_entry_made_online_and_one_without_the_server_are_there_once(
    firefox: Firefox, server: Server
) -> None:
    database = server.folder / "steady.db"
    before = rows_of(database)
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
        firefox.goto(f"{server.origin}/log/unsent")
        firefox.until("!document.querySelector('#none').hidden", 60)
    finally:
        again.stop()
    after = rows_of(database)
    assert len(after) == len(before) + 2
    assert set(after.values()) == {1}
