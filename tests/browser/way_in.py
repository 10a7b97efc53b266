"""Joining and signing in, screen by screen: yields the name of each screen while it stands."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pyotp
from playwright.sync_api import Page, expect

from tests.browser.server import ROOT, Server

WORDS = "green kettle over quiet meadow"


def operator(server: Server, *words: str) -> str:
    """What a command prints; the last line of an invitation is its link."""
    told = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=ROOT,
        env={**os.environ, "INSTANCE_DIR": str(server.folder), "PORT": str(server.port)},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


def invited(server: Server, name: str, language: str = "en") -> str:
    """The path of a new patient's link, made on the command line."""
    return path_of(operator(server, "patient", "invite", name, "--language", language))


def path_of(link: str) -> str:
    """The link as a page of the browser's own server opens it."""
    return "/" + link.split("/", 3)[3]


def join(phone: Page, link: str, name: str) -> Iterator[str]:
    """A patient's three screens, with the two refusals people meet."""
    phone.goto(link)
    yield "join-welcome"
    phone.locator("main form button").click()
    phone.wait_for_url("**/join")
    yield "join-name"
    phone.locator("#f-name").fill("ana")
    phone.locator("main form button.button-wide").click()
    expect(phone.locator("#error-summary")).to_be_focused()
    yield "join-name-taken"
    phone.locator("#f-name").fill(name)
    phone.locator("main form button.button-wide").click()
    phone.wait_for_url("**/join/key")
    yield "join-key"
    phone.locator("#f-password").fill("one day at a time")
    phone.locator("#f-password").press("Enter")
    expect(phone.locator("#error-summary")).to_be_focused()
    expect(phone.locator("#f-password")).to_have_value("one day at a time")
    yield "join-weak-password"
    phone.locator("#f-password").fill(WORDS)
    phone.locator("#f-password").press("Enter")
    phone.wait_for_url("**/join/done")
    yield "join-done"


def one_more_device(phone: Page, other: Page) -> Iterator[tuple[str, Page]]:
    """A code on the first phone, typed into the second."""
    phone.goto("/settings/devices/code")
    phone.locator("main form button").click()
    code = phone.locator(".code-shown, .code-large").inner_text()
    yield "device-code-shown", phone
    other.goto("/invite")
    other.locator("#f-code").fill(code.lower())
    other.locator("#f-code").press("Enter")
    other.wait_for_url("**/join")
    yield "join-device", other


def join_staff(page: Page, link: str, name: str) -> Iterator[str]:
    """A colleague's third screen, and the second step the next time."""
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_url("**/join")
    page.locator("#f-name").fill(name)
    page.locator("main form button.button-wide").click()
    page.wait_for_url("**/join/key")
    page.locator("#f-password").fill(WORDS)
    page.locator("#f-password").press("Enter")
    page.wait_for_url("**/join/app")
    yield "join-app"
    secret = page.locator("code").inner_text().replace(" ", "")
    page.locator("#f-code").fill(pyotp.TOTP(secret).now())
    page.locator("#f-code").press("Enter")
    page.wait_for_url(lambda url: "/join/app" not in url)
    page.context.clear_cookies(name="steady")
    page.goto("/sign-in")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(WORDS)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/sign-in/second-step")
    yield "second-step-at-the-door"
