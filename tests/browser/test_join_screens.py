"""Joining, screen by screen: for everyone, in both languages, and without JavaScript."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.server import ROOT, Server
from tests.browser.test_every_screen import faults

pytestmark = pytest.mark.browser

WORDS = "green kettle over quiet meadow"


def invited(server: Server, name: str, language: str = "en") -> str:
    """The path of a new patient's link, made on the command line."""
    told = subprocess.run(
        [
            *(sys.executable, "-m", "flask", "--app", "wsgi"),
            *("patient", "invite", name, "--language", language),
        ],
        cwd=ROOT,
        env={**os.environ, "INSTANCE_DIR": str(server.folder), "PORT": str(server.port)},
        capture_output=True,
        text=True,
        check=True,
    )
    return "/" + told.stdout.strip().split("/", 3)[3]


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "es")])
def test_every_screen_of_joining(
    own_demo: Server, open_phone: Callable[..., Page], theme: str, language: str
) -> None:
    phone = open_phone(
        own_demo, color_scheme=theme, locale=f"{language}-US", reduced_motion="reduce"
    )
    found = {}
    phone.goto(invited(own_demo, "Marisol Q.", language))
    found["welcome"] = faults(phone, language)
    phone.locator("main form button").click()
    phone.wait_for_url("**/join")
    found["name"] = faults(phone, language)
    phone.locator("#f-name").fill("ana")
    phone.locator("main form button.button-wide").click()
    expect(phone.locator("#error-summary")).to_be_focused()
    found["name taken"] = faults(phone, language)
    phone.locator("#f-name").fill("maple heron")
    phone.locator("main form button.button-wide").click()
    phone.wait_for_url("**/join/key")
    found["key"] = faults(phone, language)
    phone.locator("#f-password").fill("one day at a time")
    phone.locator("#f-password").press("Enter")
    expect(phone.locator("#error-summary")).to_be_focused()
    expect(phone.locator("#f-password")).to_have_value("one day at a time")
    found["weak password"] = faults(phone, language)
    phone.locator("#f-password").fill(WORDS)
    phone.locator("#f-password").press("Enter")
    phone.wait_for_url("**/join/done")
    found["done"] = faults(phone, language)
    phone.goto("/settings/devices/code")
    phone.locator("main form button").click()
    code = phone.locator(".code-shown, .code-large").inner_text()
    found["device code"] = faults(phone, language)
    other = open_phone(own_demo, color_scheme=theme, locale=f"{language}-US")
    other.goto("/invite")
    other.locator("#f-code").fill(code.lower())
    other.locator("#f-code").press("Enter")
    other.wait_for_url("**/join")
    found["one more device"] = faults(other, language)
    assert {name: each for name, each in found.items() if each} == {}


def test_joining_needs_no_javascript(own_demo: Server, open_phone: Callable[..., Page]) -> None:
    phone = open_phone(own_demo, java_script_enabled=False)
    phone.goto(invited(own_demo, "Marisol Q."))
    phone.get_by_role("button", name="Start").click()
    phone.get_by_label("Name", exact=True).fill("maple heron")
    phone.get_by_role("button", name="Go on").click()
    expect(phone.get_by_role("heading", name="With this phone")).to_be_hidden()
    phone.get_by_label("Password").fill(WORDS)
    phone.get_by_role("button", name="Use this password").click()
    expect(phone.get_by_role("heading", name="You're in")).to_be_visible()


def _let_expire(server: Server) -> None:
    with closing(sqlite3.connect(server.folder / "steady.db", timeout=10)) as database:
        database.execute("UPDATE sign_in_session SET expires_at = '2020-01-01 00:00:00.000000'")
        database.commit()


@pytest.mark.parametrize("scripts", [True, False], ids=["by fetch", "without JavaScript"])
def test_words_written_before_the_sign_in_expired_arrive_after_it(
    own_demo: Server, open_phone: Callable[..., Page], scripts: bool
) -> None:
    phone = open_phone(own_demo, java_script_enabled=scripts)
    sign_in(phone, "ana")
    phone.goto("/schedule")
    phone.locator("a.session[href*='-']").last.click()
    phone.get_by_label("What would work for you?").fill("Could we meet after work?")
    _let_expire(own_demo)
    phone.get_by_role("button", name=re.compile("Send")).click()
    expect(phone.get_by_text("Your words are still here.").first).to_be_visible()
    assert not scripts or faults(phone, "en") == []  # axe itself needs JavaScript
    phone.get_by_label("Name", exact=True).fill("ana")
    phone.get_by_label("Password", exact=True).fill("steady-demo-ana")
    phone.get_by_role("button", name="Sign in and send").click()
    expect(phone.get_by_text("Could we meet after work?")).to_be_visible()
    expect(phone.get_by_role("button", name="Sign in and send")).to_be_hidden()
