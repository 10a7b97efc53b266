"""Promise 1: nothing a patient writes is lost or doubled, whatever the network does."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import PHONE, sign_in
from tests.browser.outbox_chaos import (
    LEFT,
    LOAD,
    SEND,
    WRITE,
    Chaos,
    describe,
    patch_scripts,
    rows_of,
)
from tests.browser.server import Server, running

DELETE = "await inStore(databaseOf(owner), 'queue', 'readwrite', (store) => store.delete(row.seq));"
DELETE_FIRST = (
    (
        r"const verdict = await send\(owner, row\);",
        DELETE + "const verdict = await send(owner, row);"
        "if (verdict.word !== 'stored') return verdict;",
    ),
)
NO_LOCK = (
    (
        r"navigator\.locks\.request\(`outbox \$\{owner\}`, \(\) => sendAll\(owner\)\)",
        "sendAll(owner)",
    ),
)


NAMES = [f"00000000-0000-4000-8000-{n:012d}" for n in range(20)]


def phone_of(chromium: Browser, server: Server, changes: tuple[tuple[str, str], ...] = ()) -> Page:
    """Ana's phone, signed in, its worker installed."""
    context = chromium.new_context(viewport=PHONE, base_url=server.origin)
    patch_scripts(context, changes)
    page = context.new_page()
    sign_in(page, "ana")
    page.goto("/log/new")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    return page


@pytest.fixture
def server(tmp_path: Path):
    with running(tmp_path / "there", processes=2) as there:
        yield there


def test_twenty_seconds_of_chaos_lose_and_double_nothing(chromium, server):
    page = phone_of(chromium, server)
    report = Chaos(page, seed=1).run(20, at_least=400)
    report.rows = rows_of(server.folder / "steady.db")
    assert len(report.saved) >= 400, describe(report)
    assert len(report.faults) >= 6, describe(report)
    assert (report.left, report.lost, report.doubled) == (0, set(), set()), describe(report)
    page.context.close()


def test_deleting_before_the_answer_would_lose_entries(chromium, server):
    """The harness can fail: with this one change of the outbox it must."""
    page = phone_of(chromium, server, DELETE_FIRST)
    report = Chaos(page, seed=1).run(6)
    report.rows = rows_of(server.folder / "steady.db")
    assert report.lost, describe(report)
    page.context.close()


def sent_by_two_tabs(page: Page) -> list[str]:
    """Twenty entries, two tabs sending at once: the ids as they were posted."""
    page.context.set_offline(True)
    page.evaluate(LOAD)
    for n in range(20):
        page.evaluate(WRITE, [NAMES[n], n])
    posted: list[str] = []
    page.context.on("request", lambda request: _note(request, posted))
    page.context.set_offline(False)
    other = page.context.new_page()
    other.goto("/log/new")
    other.evaluate(LOAD)
    twice = f"() => Promise.all([({SEND})(), ({SEND})(), ({SEND})()])"
    page.evaluate(twice)
    other.evaluate(twice)
    assert page.evaluate(LEFT) == 0
    return posted


def _note(request: Request, posted: list[str]) -> None:
    if request.url.endswith("/api/sync"):
        posted.append(json.loads(request.post_data or "{}")["id"])


def test_two_tabs_and_a_worker_send_each_entry_once(chromium, server):
    page = phone_of(chromium, server)
    posted = sent_by_two_tabs(page)
    assert sorted(posted) == sorted(set(posted))
    # The worker's very first request may begin before the tool watches it.
    assert len(posted) >= 19
    assert len(rows_of(server.folder / "steady.db").keys() & set(NAMES)) == 20
    page.context.close()


def test_without_the_lock_they_would_send_twice(chromium, server):
    page = phone_of(chromium, server, NO_LOCK)
    posted = sent_by_two_tabs(page)
    assert len(posted) > 20
    page.context.close()
