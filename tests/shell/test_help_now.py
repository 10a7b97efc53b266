"""Promise: Help now opens for everyone, says the same to everyone, and needs nobody's sign-in."""

from collections.abc import Callable

import pytest

from tests.client import Browser
from tests.people import Someone

PAGES = [
    f"/help-now/{language}{card}"
    for language in ("en", "es")
    for card in ("", "/wont-wake-up", "/withdrawal")
]


def test_the_first_thing_is_someone_who_will_not_wake_up(browser: Callable[..., Browser]) -> None:
    main = browser().page("/help-now/en").partition("<main")[2]
    order = ["won’t wake up", "tel:988", "sms:988", 'id="office"', "tel:+18006624357", "tel:911"]
    places = [main.index(word) for word in order]
    assert places == sorted(places)


def test_it_says_that_nobody_watches(browser: Callable[..., Browser]) -> None:
    assert "Nobody watches this app." in browser().page("/help-now/en")
    assert "Nadie vigila esta app." in browser().page("/help-now/es")


def test_in_spanish_988_says_which_key_to_press(browser: Callable[..., Browser]) -> None:
    assert "oprime 2" in browser().page("/help-now/es")


@pytest.mark.parametrize("address", PAGES)
def test_the_other_language_is_one_tap_away(browser: Callable[..., Browser], address: str) -> None:
    other = address.replace("/en", "/es") if "/en" in address else address.replace("/es", "/en")
    assert f'href="{other}"' in browser().page(address)


@pytest.mark.parametrize("address", PAGES)
def test_911_is_on_every_page_of_it(browser: Callable[..., Browser], address: str) -> None:
    assert 'href="tel:911"' in browser().page(address)


@pytest.mark.parametrize(
    "fact",
    [
        "blue or gray lips",
        "Call 911",
        "naloxone",
        "2 to 3 minutes",
        "One breath every 5 seconds",
        "on their side",
        "Stay until help is there",
        "No slapping",
        "cold shower",
        "no injections",
        "throw up",
    ],
)
def test_the_overdose_card_holds_every_step(browser: Callable[..., Browser], fact: str) -> None:
    assert fact in browser().page("/help-now/en/wont-wake-up")


@pytest.mark.parametrize(
    "fact",
    ["can kill", "seizure", "confusion", "not there", "fever", "Don’t stop it on your own"],
)
def test_the_withdrawal_card_names_the_danger(browser: Callable[..., Browser], fact: str) -> None:
    assert fact in browser().page("/help-now/en/withdrawal")


@pytest.mark.parametrize("address", ["/help-now", *PAGES])
def test_it_is_the_same_for_ana_and_for_a_stranger(
    browser: Callable[..., Browser], ana: Someone, address: str
) -> None:
    stranger = browser().page(address)
    assert browser(ana).page(address) == stranger
    assert "riverside" not in stranger.lower()


def test_a_language_or_card_that_does_not_exist_is_not_found(
    browser: Callable[..., Browser],
) -> None:
    for address in ("/help-now/fr", "/help-now/en/other", "/offline/xx"):
        assert browser().get(address).status_code == 404
