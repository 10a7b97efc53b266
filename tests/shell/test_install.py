"""Promise: the app installs, keeps its identity, and says nothing about its owner."""

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from patient_app.shell.manifest import manifest
from tests.client import Browser
from tests.shell.words import telling, title_of

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "es")


def installed(browser: Callable[..., Browser], language: str = "en") -> dict[str, Any]:
    answer = browser().get("/manifest.json", headers={"Accept-Language": language})
    assert answer.mimetype == "application/manifest+json"
    told: dict[str, Any] = answer.get_json()
    return told


def pictures(told: dict[str, Any]) -> list[dict[str, str]]:
    shortcuts = [icon for shortcut in told["shortcuts"] for icon in shortcut["icons"]]
    return [*told["icons"], *told["screenshots"], *shortcuts]


def test_the_identity_of_an_installed_app_never_changes(browser: Callable[..., Browser]) -> None:
    for language in LANGUAGES:
        told = installed(browser, language)
        assert (told["id"], told["start_url"], told["scope"]) == ("/", "/", "/")
        assert (told["display"], told["categories"]) == ("standalone", ["lifestyle"])
        assert (told["lang"], told["dir"]) == (language, "ltr")


def test_an_installation_may_have_its_own_name() -> None:
    told = manifest("Harbor", "en", lambda name: f"/static/{name}", lambda text: text)
    assert (told["name"], told["short_name"]) == ("Harbor", "Harbor")


def test_a_phone_finds_plain_and_maskable_icons_of_both_sizes(
    browser: Callable[..., Browser],
) -> None:
    kinds = {(icon["purpose"], icon["sizes"]) for icon in installed(browser)["icons"]}
    assert kinds == {(p, s) for p in ("any", "maskable") for s in ("192x192", "512x512")}


def test_there_is_a_picture_for_narrow_and_wide_screens(browser: Callable[..., Browser]) -> None:
    shots = {shot["form_factor"] for shot in installed(browser)["screenshots"]}
    assert shots == {"narrow", "wide"}


def test_every_picture_is_there_in_the_size_it_claims_under_an_address_of_its_own_content(
    browser: Callable[..., Browser],
) -> None:
    for picture in pictures(installed(browser)):
        assert re.match(r"/static/\w+\.[0-9a-f]{10}/", picture["src"])
        answer = browser().get(picture["src"])
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
        assert "{}x{}".format(*struct.unpack(">II", answer.data[16:24])) == picture["sizes"]


def test_every_shortcut_leads_to_a_page_that_exists(browser: Callable[..., Browser]) -> None:
    for shortcut in installed(browser)["shortcuts"]:
        assert browser().get(shortcut["url"]).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_a_phone_shows_of_the_app_tells_what_it_is_for(
    browser: Callable[..., Browser], language: str
) -> None:
    told = installed(browser, language)
    words = [told["name"], told["short_name"], told["description"], *told["categories"]]
    words += [shortcut["name"] for shortcut in told["shortcuts"]]
    words += [shot["label"] for shot in told["screenshots"]]
    words += [picture["src"] for picture in pictures(told)]
    assert {word: telling(word) for word in words if telling(word)} == {}


def test_the_words_inside_the_pictures_are_those_of_anyone_s_diary() -> None:
    assert telling((ROOT / "scripts/drawings/day.html").read_text()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_titles_of_public_pages_tell_nothing(
    browser: Callable[..., Browser], language: str
) -> None:
    pages = ("", "/wont-wake-up", "/withdrawal")
    addresses = [f"/help-now/{language}{rest}" for rest in pages]
    for address in [*addresses, f"/offline/{language}", "/hide", "/help-now"]:
        title = title_of(browser().page(address, headers={"Accept-Language": language}))
        assert title
        assert telling(title) == []


def test_the_name_is_the_installation_s_and_not_the_center_s(
    app: Flask, browser: Callable[..., Browser], center: object
) -> None:
    assert installed(browser)["name"] == app.extensions["settings"].app_name
