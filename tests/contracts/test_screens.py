"""No page goes unseen: every GET rule is among the screens, or named as none with a reason."""

from flask import Flask

from tests.browser.screens import AFTER_A_FORM, NOT_A_SCREEN, ON_THE_WAY_IN, SCREENS

AN_ID = "00000000-0000-4000-8000-000000000000"
SEEN = {screen.place for screen in (*SCREENS, *AFTER_A_FORM)} | ON_THE_WAY_IN


def _rules(app: Flask) -> dict[str, str]:
    return {rule.endpoint: rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods}


def _endpoints(app: Flask, places: set[str]) -> set[str]:
    """Whose pages these are; a place that only a form leads to is nobody's."""
    adapter = app.url_map.bind("localhost")
    found = set()
    for place in places:
        path = place.replace("*", AN_ID)
        if adapter.test(path, "GET"):
            found.add(adapter.match(path, "GET")[0])
    return found


def test_every_page_is_among_the_screens(app: Flask) -> None:
    seen = _endpoints(app, SEEN)
    unseen = {
        endpoint: rule
        for endpoint, rule in _rules(app).items()
        if endpoint not in seen and endpoint not in NOT_A_SCREEN
    }
    assert unseen == {}, "add these to tests/browser/screens.py"


def test_nothing_is_excused_that_is_gone_or_seen(app: Flask) -> None:
    assert set(NOT_A_SCREEN) <= set(_rules(app))
    assert set(NOT_A_SCREEN) & _endpoints(app, SEEN) == set()


def test_each_kind_of_change_to_a_session_is_seen() -> None:
    kinds = {"move", "cover", "cancel", "details"}
    assert {f"/care/sessions/*/{kind}" for kind in kinds} <= SEEN
