"""A phone that keeps writing while everything around it fails, and what must hold afterwards."""

import json
import random
import re
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from playwright.sync_api import BrowserContext, Error, Page, Route

# Only patience is shortened, so that twenty seconds hold many failures.
QUICK = (
    (r"PATIENCE_MS = 15000", "PATIENCE_MS = 700"),
    (r"FIRST_WAIT_MS = 2000", "FIRST_WAIT_MS = 60"),
    (r"LONGEST_WAIT_MS = 5 \* 60 \* 1000", "LONGEST_WAIT_MS = 300"),
)
PATIENCE = 100
LOAD = """async () => {
  const mine = document.querySelector('script[src*="/log-new.js"]').src;
  window.outbox = await import(mine.replace("log-new", "outbox"));
  window.desk = await import(mine.replace("log-new", "outbox-desk"));
  window.phone = await import(mine.replace("log-new", "phone"));
}"""
WRITE = """async ([id, n]) =>
  window.outbox.enqueue('craving.log', {intensity: n % 11, note: `n${n}`}, {id})"""
LEFT = "async () => (await window.outbox.waiting(await window.phone.ownerHere())).length"
SEND = "async () => (await window.outbox.flush()).word"


@dataclass
class Report:
    """What happened: every id the page said was saved, and how often each fault struck."""

    attempted: list[str] = field(default_factory=list)
    saved: set[str] = field(default_factory=set)
    faults: dict[str, int] = field(default_factory=dict)
    left: int = -1
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def lost(self) -> set[str]:
        return {each for each in self.saved if each not in self.rows}

    @property
    def doubled(self) -> set[str]:
        return {each for each, count in self.rows.items() if count > 1}

    def struck(self, fault: str) -> None:
        self.faults[fault] = self.faults.get(fault, 0) + 1


def patch_scripts(context: BrowserContext, changes: tuple[tuple[str, str], ...] = ()) -> None:
    """Serve outbox.js and the worker with shorter patience, and broken as `changes` say."""

    def patched(route: Route) -> None:
        try:
            answer = route.fetch()
            text = answer.text()
        except Error:  # the page that asked is gone
            return
        for pattern, replacement in (*QUICK, *changes):
            text, found = re.subn(pattern, lambda _, new=replacement: new, text)
            assert found, f"{pattern} is not in {route.request.url}"
        route.fulfill(response=answer, body=text)

    context.route(re.compile(r"/(outbox\.js|sw\.js)$"), patched)


class Chaos:
    """Twenty seconds of a bad network on one phone."""

    def __init__(self, page: Page, seed: int) -> None:
        self.page, self.context = page, page.context
        self.dice = random.Random(seed)
        self.report = Report()
        self.held: list[Route] = []

    def run(self, seconds: float, *, at_least: int = 0, faults: bool = True) -> Report:
        """Write, break, mend; then let everything come back and drain.

        A busy machine takes longer than `seconds` for `at_least` entries.
        """
        self.page.goto("/log/new")
        self.page.evaluate(LOAD)
        if faults:
            self.context.route("**/api/sync", self._answer)
        end = time.monotonic() + seconds
        while time.monotonic() < end or (
            len(self.report.saved) < at_least and time.monotonic() < end + PATIENCE
        ):
            self._write()
            if faults:
                self._strike()
        self._come_back()
        return self.report

    def _write(self) -> None:
        record_id = str(uuid4())
        self.report.attempted.append(record_id)
        try:
            self.page.evaluate(WRITE, [record_id, len(self.report.attempted)])
            self.report.saved.add(record_id)
        except Error:
            self.page.evaluate(LOAD)

    def _strike(self) -> None:
        roll = self.dice.random()
        if roll < 0.03:
            self.context.set_offline(True)
            self.report.struck("offline")
        elif roll < 0.09:
            self.context.set_offline(False)
        elif roll < 0.13:
            self._kill_worker()
        elif roll < 0.15:
            self._reload()
        elif roll < 0.17 and self.held:
            for route in self.held:
                with suppress(Error):
                    route.abort()
            self.held.clear()

    def _kill_worker(self) -> None:
        session = self.context.new_cdp_session(self.page)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        session.detach()
        self.report.struck("worker killed")

    def _reload(self) -> None:
        self.page.reload()
        self.page.evaluate(LOAD)
        self.report.struck("reload")

    def _answer(self, route: Route) -> None:
        roll = self.dice.random()
        ours = {"X-Steady": "1", "Content-Type": "application/json"}
        with suppress(Error):
            if roll < 0.08:
                self.report.struck("503")
                route.fulfill(status=503, headers=ours, body='{"error": "broken"}')
            elif roll < 0.16:
                self.report.struck("answer dropped")
                route.fetch()
                route.abort()
            elif roll < 0.20:
                self.report.struck("answer cut")
                route.fulfill(response=route.fetch(), body='{"id": "')
            elif roll < 0.24:
                self.report.struck("portal")
                route.fulfill(status=200, content_type="text/html", body="<h1>Hotel</h1>")
            elif roll < 0.27:
                self.report.struck("silent")
                self.held.append(route)
            else:
                route.continue_()

    def _come_back(self) -> None:
        self.context.set_offline(False)
        self.context.unroute("**/api/sync")
        for route in self.held:
            with suppress(Error):
                route.abort()
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(Error):
                self.page.evaluate(SEND)
                self.report.left = self.page.evaluate(LEFT)
            if self.report.left == 0:
                return


def rows_of(database: Path) -> dict[str, int]:
    """How many entries the server holds under each of the phone's names."""
    with sqlite3.connect(database) as connection:
        found = connection.execute("SELECT record_id, count(*) FROM craving_entry GROUP BY 1")
        return {str(UUID(str(name))): count for name, count in found}


def describe(report: Report) -> str:
    """One line for the log."""
    told = {
        "attempted": len(report.attempted),
        "saved": len(report.saved),
        "left": report.left,
        "lost": len(report.lost),
        "doubled": len(report.doubled),
        **report.faults,
    }
    return json.dumps(told)
