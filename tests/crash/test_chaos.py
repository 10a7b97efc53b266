"""Promise 1 with other dice than `make test`: two more seeds, and a phone without SyncManager."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.outbox_chaos import Chaos, describe, rows_of
from tests.browser.server import running
from tests.browser.test_outbox import phone_of

pytestmark = pytest.mark.crash

SECONDS, ENTRIES = 20, 400
NO_SYNC_MANAGER = "delete ServiceWorkerRegistration.prototype.sync; delete globalThis.SyncManager;"


@pytest.mark.parametrize(("seed", "sync_manager"), [(2, True), (3, True), (4, False)])
def test_twenty_seconds_of_chaos_lose_and_double_nothing(
    chromium: Browser, tmp_path: Path, seed: int, sync_manager: bool
) -> None:
    with running(tmp_path / "there", processes=2) as server:
        page = phone_of(chromium, server)
        if not sync_manager:
            page.add_init_script(NO_SYNC_MANAGER)
        report = Chaos(page, seed).run(SECONDS, at_least=ENTRIES)
        report.rows = rows_of(server.folder / "steady.db")
        assert len(report.saved) >= ENTRIES, describe(report)
        assert (report.left, report.lost, report.doubled) == (0, set(), set()), describe(report)
        page.context.close()
