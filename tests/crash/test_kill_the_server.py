"""Promise 1 under kill -9: what the phone called saved is on the server once."""

import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from tests.browser.outbox_chaos import LEFT, LOAD, SEND, WRITE, Report, describe, rows_of
from tests.browser.server import Server, running, start
from tests.browser.test_outbox import phone_of

pytestmark = pytest.mark.crash

KILLS = 100


class Killer(threading.Thread):
    """Kills every process of the server and starts it again, over and over."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server, self.kills = server, 0

    def run(self) -> None:
        while self.kills < KILLS:
            time.sleep(0.3)
            self.server.stop()
            self.kills += 1
            self.server = start(self.server.folder, self.server.port)


def test_a_server_killed_a_hundred_times_loses_and_doubles_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    with running(tmp_path / "there", processes=2) as server:
        page = phone_of(chromium, server)
        page.evaluate(LOAD)
        report, killer = Report(), Killer(server)
        killer.start()
        while killer.is_alive():
            record_id = f"00000000-0000-4000-8000-{len(report.attempted):012d}"
            report.attempted.append(record_id)
            page.evaluate(WRITE, [record_id, len(report.attempted)])
            report.saved.add(record_id)
            time.sleep(0.05)
        report.left = _drained(page)
        report.rows = rows_of(server.folder / "steady.db")
        killer.server.stop()
    assert killer.kills == KILLS
    assert (report.left, report.lost, report.doubled) == (0, set(), set()), describe(report)


def _drained(page: object) -> int:
    end, left = time.monotonic() + 120, -1
    while left and time.monotonic() < end:
        with suppress(Error):
            page.evaluate(SEND)
            left = page.evaluate(LEFT)
    return left
