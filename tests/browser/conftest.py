"""A real Chromium, and watchers that hold every page to the promises no page may break."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from tests.browser.server import Server, running

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever is in this folder needs a browser: nothing here runs once a database as well."""
    item.add_marker("browser")


@dataclass
class Watch:
    """What must stay empty over the whole run."""

    foreign_requests: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running_playwright:
        yield running_playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser most tests share."""
    browser = launch(playwright)
    yield browser
    browser.close()


def browser_path() -> str | None:
    """The system's Chromium; None for the tool's own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def launch(playwright: Playwright, *flags: str, keeps_pages: bool = False) -> Browser:
    """`flags` are one owner's settings.

    `keeps_pages`: pages one leaves stay in memory for Back, which the tool turns off by itself.
    """
    turned_on = ["--disable-back-forward-cache"] if keeps_pages else []
    return playwright.chromium.launch(
        executable_path=browser_path(), args=[*FLAGS, *flags], ignore_default_args=turned_on
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo center, shared by tests that only look or leave things as they were."""
    with running(tmp_path_factory.mktemp("demo")) as server:
        yield server


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo center shared by tests that leave something behind and do not mind what is there."""
    with running(tmp_path_factory.mktemp("workshop")) as server:
        yield server


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An empty installation, shared by tests that look at pages everyone may see."""
    with running(tmp_path_factory.mktemp("empty"), upgrade=True) as server:
        yield server


@pytest.fixture
def own_demo(tmp_path: Path) -> Iterator[Server]:
    """A demo center of this test's own, to change or to kill."""
    with running(tmp_path) as server:
        yield server


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test when any page asked another host, broke the CSP or threw an error."""
    watched = Watch()
    yield watched
    assert watched.foreign_requests == []
    assert watched.violations == []
    assert watched.errors == []


@pytest.fixture
def open_phone(chromium: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """`open_phone(server)` is a phone-sized page; `viewport=LAPTOP` a laptop."""
    contexts: list[BrowserContext] = []

    def open_page(server: Server, **options: object) -> Page:
        context = chromium.new_context(
            base_url=server.origin, **{"viewport": PHONE, "locale": "en-US", **options}
        )
        contexts.append(context)
        watch_context(context, server.origin, watch)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def watch_context(context: BrowserContext, origin: str, watch: Watch) -> None:
    """Note every request to another host, every CSP violation and every script error."""
    own = urlsplit(origin).netloc

    def on_request(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https", "ws", "wss"} and url.netloc != own:
            watch.foreign_requests.append(request.url)

    def on_console(message: object) -> None:
        text = str(getattr(message, "text", ""))
        if "Content Security Policy" in text or "Content-Security-Policy" in text:
            watch.violations.append(text)

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: watch.errors.append(str(error.error)))


def sign_in(page: Page, name: str) -> None:
    """Sign in as a person of the demo center."""
    page.goto("/sign-in")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(f"steady-demo-{name}")
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
