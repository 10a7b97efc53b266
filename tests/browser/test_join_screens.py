"""Joining, screen by screen: for everyone, in both languages, and without JavaScript."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, sign_in
from tests.browser.screens import ON_THE_WAY_IN, place_of, speak
from tests.browser.server import Server, running
from tests.browser.test_every_screen import LANGUAGES, faults
from tests.browser.way_in import (
    WORDS,
    invited,
    join,
    join_staff,
    one_more_device,
    operator,
    path_of,
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A center that is no demo: its staff need a second step."""
    folder = tmp_path_factory.mktemp("real")
    with running(folder, upgrade=True) as server:
        yield server


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_joining(
    workshop: Server, open_phone: Callable[..., Page], language: str
) -> None:
    look = {"locale": f"{language}-US", "reduced_motion": "reduce"}
    phone, other = open_phone(workshop, **look), open_phone(workshop, **look)
    link, found, seen = invited(workshop, f"Rosa {language}", language), {}, set()
    for name in join(phone, link, f"maple heron {language}"):
        found[name] = faults(phone, language)
        seen.add(place_of(phone.url) if name != "join-welcome" else "/invite/*")
    for name, page in one_more_device(phone, other):
        found[name] = faults(page, language)
    assert {name: each for name, each in found.items() if each} == {}
    assert seen == ON_THE_WAY_IN - {"/join/app", "/sign-in/second-step"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_a_colleagues_second_step(
    real: Server, open_phone: Callable[..., Page], language: str
) -> None:
    look = {"locale": f"{language}-US", "reduced_motion": "reduce"}
    page = open_phone(real, viewport=LAPTOP, **look)
    speak(page, language)
    link = operator(real, "staff", "create", f"Cleo {language}", "--role", "counselor")
    found, seen = {}, set()
    for name in join_staff(page, path_of(link), f"cleo {language}"):
        found[name] = faults(page, language)
        seen.add(place_of(page.url))
    assert {name: each for name, each in found.items() if each} == {}
    assert seen == {"/join/app", "/sign-in/second-step"}


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
