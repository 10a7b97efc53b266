"""Promise 3: what a phone keeps to read is asked for cheaply, and is nobody else's."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine

from tests.client import Browser
from tests.people import Place, Someone
from tests.schedule.evenings import give_place, make_series, the_session

# DESIGN section 6.
FIRST_PACK_BYTES, QUIET_DAY_BYTES = 200 * 1024, 10 * 1024


@pytest.fixture
def coming(tuesday: object, center: Place, ana: Someone) -> UUID:
    """Ana's group of this evening; it is Tuesday at half past five."""
    series_id = make_series(center)
    give_place(ana, series_id)
    return the_session(series_id, date(2026, 10, 13)).id


def kept(phone: Browser) -> list[str]:
    told = phone.get("/api/pack").get_json()
    pages: list[str] = told["pages"]
    return pages


def test_everything_a_phone_keeps_opens_for_ana(
    browser: Callable[..., Browser], ana: Someone, coming: UUID
) -> None:
    phone = browser(ana)
    pages = kept(phone)
    assert f"/schedule/{coming}" in pages
    assert pages[0] == "/"
    assert {"/schedule", "/log", "/insights", "/log/check-in", "/log/lapse"} <= set(pages)
    for path in pages:
        assert phone.get(path).status_code == 200, path


def test_a_page_that_says_the_same_is_not_sent_again(
    browser: Callable[..., Browser],
    ana: Someone,
    coming: UUID,
    tuesday: time_machine.Traveller,
) -> None:
    phone = browser(ana)
    for path in kept(phone):
        first = phone.get(path)
        tuesday.shift(timedelta(minutes=1))
        again = phone.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), path
        assert again.headers["X-Steady"] == "1"
        assert again.headers["Cache-Control"] == "no-store"


def test_a_week_of_pages_is_light_and_a_quiet_day_weighs_nothing(
    browser: Callable[..., Browser], ana: Someone, coming: UUID
) -> None:
    phone = browser(ana)
    first = quiet = 0
    for path in kept(phone):
        sent = phone.get(path, headers={"Accept-Encoding": "br"})
        first += len(sent.data) + len(str(sent.headers))
        again = phone.get(path, headers={"If-None-Match": sent.headers["ETag"]})
        quiet += len(str(again.headers))
    assert first <= FIRST_PACK_BYTES
    assert quiet <= QUIET_DAY_BYTES


def test_a_page_that_says_something_else_is_sent(
    browser: Callable[..., Browser], ana: Someone, coming: UUID
) -> None:
    phone = browser(ana)
    first = phone.get("/")
    assert phone.post(f"/schedule/{coming}/answer", data={"answer": "coming"}).status_code == 303
    again = phone.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert again.headers["ETag"] != first.headers["ETag"]


def test_a_phone_that_others_use_is_told_so(browser: Callable[..., Browser], ana: Someone) -> None:
    phone = browser(ana)
    assert phone.get("/api/pack").get_json()["shared"] is False
    phone.post("/settings/shared-phone", data={"shares": "yes"})
    assert phone.get("/api/pack").get_json()["shared"] is True
