"""Promise: Help now opens when the server is dead, silent or behind a portal; nothing else lies."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

from patient_app.shell.kept_files import kept_pages
from tests.browser.server import Server, free_port, running

END_OF_INSTALL = """() => navigator.serviceWorker.register("/sw.js").then((registration) =>
  new Promise((done) => {
    const worker = registration.installing;
    if (!worker) done("not installing");
    worker?.addEventListener("statechange", () => done(worker.state));
  }))"""
CARDS = ("", "/wont-wake-up", "/withdrawal")


class Portal(BaseHTTPRequestHandler):
    """A hotel's network: every address answers 200 with the hotel's own page."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Hotel</title><h1>Welcome to the hotel</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def until(page: Page, condition: str, seconds: float = 8) -> None:
    """Wait in the page: Playwright's own waiting needs eval, which our policy refuses."""
    page.evaluate(
        "() => new Promise((done, fail) => { "
        f"const end = Date.now() + {seconds * 1000};"
        f" const look = async () => ({condition}) ? done()"
        " : Date.now() > end ? fail(new Error('waited too long')) : setTimeout(look, 20);"
        " look(); })"
    )


def listening(port: int, handler: type[Portal]) -> ThreadingHTTPServer:
    """A killed server's last worker may hold the port a moment longer."""
    deadline = time.monotonic() + 5
    while True:
        try:
            return ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError:
            if time.monotonic() > deadline:
                raise


@contextmanager
def serving(port: int, handler: type[Portal]) -> Iterator[None]:
    portal = listening(port, handler)
    threading.Thread(target=portal.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        portal.shutdown()
        portal.server_close()


@contextmanager
def in_front_of(server: Server, broken: str) -> Iterator[Server]:
    """The server through a network that puts its own page at one address."""

    class Between(Portal):
        def do_GET(self) -> None:
            if self.path == broken:
                super().do_GET()
                return
            link = HTTPConnection("127.0.0.1", server.port)
            link.request("GET", self.path, headers={"Host": f"localhost:{server.port}"})
            answer = link.getresponse()
            body = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"transfer-encoding", "connection", "date", "server"}:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            link.close()

    port = free_port()
    with serving(port, Between):
        yield replace(server, origin=f"http://localhost:{port}", port=port)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """An empty installation of this test's own."""
    with running(tmp_path, upgrade=True) as server:
        yield server


@pytest.fixture
def phone(server: Server, open_phone: Callable[..., Page]) -> Page:
    """A phone that opened the app once while there was signal."""
    page = open_phone(server)
    page.goto("/help-now")
    until(page, "navigator.serviceWorker.controller")
    return page


@contextmanager
def lost(server: Server, how: str) -> Iterator[None]:
    """No way to the app: its machine is gone, it is silent, or a portal stands between."""
    if how == "silent":
        server.freeze()
        yield
        return
    server.stop()
    if how == "portal":
        with serving(server.port, Portal):
            yield
    else:
        yield


@pytest.mark.parametrize("how", ["dead", "silent", "portal"])
def test_help_now_opens_in_both_languages(phone: Page, server: Server, how: str) -> None:
    with lost(server, how):
        for language, words in (("en", "Help now"), ("es", "Ayuda ahora")):
            for card in CARDS:
                phone.goto(f"/help-now/{language}{card}", timeout=2900)
                assert phone.get_by_text(words).first.is_visible()
                assert phone.locator("a[href='tel:911']").is_visible()
        phone.goto("/help-now", timeout=2900)
        phone.get_by_role("link", name="Someone won’t wake up").click()
        assert phone.get_by_role("heading", name="Breathe for them.").is_visible()


@pytest.mark.parametrize("how", ["dead", "silent", "portal"])
def test_another_page_says_no_signal_within_three_seconds(
    phone: Page, server: Server, how: str
) -> None:
    with lost(server, how):
        phone.goto("/schedule", timeout=8000)  # 3 s of patience, and a slow machine
        assert phone.get_by_role("heading", name="No signal").is_visible()
        phone.get_by_role("main").get_by_role("link", name="Help now").click()
        assert phone.locator("a[href='tel:988']").is_visible()


def test_no_signal_is_said_in_the_language_of_the_last_page(phone: Page, server: Server) -> None:
    phone.goto("/help-now/es")
    until(phone, "(await (await caches.match('/-/language'))?.text()) === 'es'")
    with lost(server, "dead"):
        phone.goto("/schedule")
        assert phone.get_by_role("heading", name="Sin señal").is_visible()


def test_when_one_answer_is_a_portal_s_nothing_is_kept_at_all(
    server: Server, open_phone: Callable[..., Page]
) -> None:
    with in_front_of(server, broken="/help-now/es") as flaky:
        page = open_phone(flaky)
        page.goto("/help-now")
        assert page.evaluate(END_OF_INSTALL) == "redundant"
        kept = page.evaluate("caches.keys()")
        assert [name for name in kept if name.startswith("shell-")] == []


def test_only_impersonal_pages_are_in_the_cache(phone: Page) -> None:
    phone.goto("/healthz")
    phone.goto("/help-now")
    kept = phone.evaluate(
        "caches.keys().then(async names => { const all = [];"
        " for (const n of names) for (const r of await (await caches.open(n)).keys())"
        " all.push(new URL(r.url).pathname); return all; })"
    )
    pages = {path for path in kept if not path.startswith("/static/")}
    # Each of these is one page for everybody: it knows nobody's name or entries.
    other = {path for path in kept_pages() if path.endswith("/es") and "help" not in path}
    assert pages == {*kept_pages(), "/-/language"} - other


def test_escape_twice_hides_the_screen_and_back_does_not_bring_it_up(phone: Page) -> None:
    phone.goto("/help-now/en")
    phone.goto("/help-now/en/withdrawal")
    phone.keyboard.press("Escape")
    phone.keyboard.press("Escape")
    phone.wait_for_url("**/hide")
    phone.go_back()
    phone.wait_for_url("**/hide")
    assert phone.title() == "List"


def test_the_crossed_eye_hides_the_screen_without_signal_too(phone: Page, server: Server) -> None:
    with lost(server, "dead"):
        phone.goto("/help-now/en")
        phone.get_by_role("link", name="Hide this screen").click()
        phone.wait_for_url("**/hide")
        assert phone.get_by_text("Milk").is_visible()
