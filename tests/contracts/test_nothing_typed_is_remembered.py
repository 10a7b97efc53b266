"""Every field for someone's own words tells the browser not to remember them.

Looked at where people meet it, on the pages as they are sent; and in the templates, for the pages
that only a form leads to.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from tests.client import Browser
from tests.contracts.world import World, address, doors, may_enter
from tests.people import sign_in

ROOT = Path(__file__).resolve().parents[2] / "templates"
FIELD = re.compile(r"<(input|textarea)\b((?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*)>", re.DOTALL)
KIND = re.compile(r'\btype="(\w+|\{\{)')
NO_WORDS = {"hidden", "checkbox", "radio", "file", "submit", "date", "time", "number", "{{"}
# `{{`: a macro of chips writes checkbox or radio.
WORDLESS = NO_WORDS | {"datetime-local", "button"}
# The phone's own keeper of passwords may fill these: what is in them was made to be kept.
KEEPERS = {"username", "username webauthn", "current-password", "new-password", "one-time-code"}


class Fields(HTMLParser):
    """What each field of a page for typing says to the browser, by its name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "textarea" or (tag == "input" and told.get("type") not in WORDLESS):
            name = str(told.get("name") or told.get("id"))
            self.found[name] = told.get("autocomplete")


def remembered(page: str) -> dict[str, str | None]:
    """The fields a browser would offer again to whoever types next."""
    return {
        name: told
        for name, told in Fields(page).found.items()
        if told != "off" and told not in KEEPERS
    }


@pytest.mark.parametrize("who", ["anonymous", "ana", "carla", "front desk", "admin"])
def test_no_page_has_a_field_that_remembers(app: Flask, world: World, who: str) -> None:
    client = app.test_client()
    assert isinstance(client, Browser)
    someone = world.actors[who]
    if someone is not None:
        client.hold(sign_in(someone))
    found: dict[str, dict[str, str | None]] = {}
    fields = 0
    for door in doors(app):
        if not door.is_page or may_enter(world, door, who) != "in":
            continue
        answer = client.get(address(app, door, world.things))
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        text = answer.get_data(as_text=True)
        fields += len(Fields(text).found)
        if told := remembered(text):
            found[str(door)] = told
    assert found == {}
    assert fields, "pages with fields were looked at"


def words_remembered(text: str) -> list[str]:
    """The fields of a template that may hold words and do not say autocomplete."""
    return [
        found.group(0)
        for found in FIELD.finditer(text)
        if not (set(KIND.findall(found.group(2))) & NO_WORDS) and "autocomplete" not in found[2]
    ]


def test_no_template_has_a_field_that_remembers() -> None:
    found = {
        str(path.relative_to(ROOT)): told
        for path in sorted(ROOT.rglob("*.html"))
        if (told := words_remembered(path.read_text("utf-8")))
    }
    assert found == {}


def test_a_field_that_forgot_it_is_seen() -> None:
    assert remembered('<textarea name="note"></textarea>') == {"note": None}
    assert remembered('<input name="q" autocomplete="on"><input type="hidden">') == {"q": "on"}
    assert remembered('<input name="name" autocomplete="username">') == {}
    assert words_remembered('<textarea name="note"></textarea>')
    assert not words_remembered('<input name="q" autocomplete="off">')
