"""Promise: whatever a push service brings, a phone shows one discreet line; a tap leads on."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import sign_in
from tests.browser.server import Server
from tests.browser.test_lose_signal import until

NEUTRAL = "You have a reminder"
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({ title, tag, silent, data }) => ({ title, tag, silent, data }))"""
CLEAR = """async () => { for (const each of await (await navigator.serviceWorker.ready)
  .getNotifications()) each.close(); }"""
TAP = """async () => { const [first] = await registration.getNotifications();
  dispatchEvent(new NotificationEvent("notificationclick", { notification: first })); }"""


class Phone:
    """Ana's phone, which a push service can reach."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.origin = page, server.origin
        page.context.grant_permissions(["notifications"], origin=server.origin)
        sign_in(page, "ana")
        until(page, "navigator.serviceWorker.controller")
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self._registration = ""
        self.cdp.on("ServiceWorker.workerRegistrationUpdated", self._note)
        self.cdp.send("ServiceWorker.enable")
        page.evaluate(CLEAR)
        while not self._registration:
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def _note(self, told: dict[str, Any]) -> None:
        for each in told["registrations"]:
            if each["scopeURL"].startswith(self.origin):
                self._registration = each["registrationId"]

    def gets(self, payload: object) -> None:
        """A push with these bytes."""
        text = payload if isinstance(payload, str) else json.dumps(payload)
        given = {"origin": self.origin, "registrationId": self._registration, "data": text}
        self.cdp.send("ServiceWorker.deliverPushMessage", given)

    def shows(self, number: int = 1) -> list[dict[str, Any]]:
        """What lies on the lock screen, once so many lines lie there."""
        found = (
            f"(await (await navigator.serviceWorker.ready).getNotifications()).length >= {number}"
        )
        until(self.page, found)
        told: list[dict[str, Any]] = self.page.evaluate(SHOWN)
        return told

    def shows_title(self, title: str) -> dict[str, Any]:
        """The one line that lies there, once it says this."""
        until(
            self.page,
            "(await (await navigator.serviceWorker.ready).getNotifications())"
            f".some(({{ title }}) => title === {json.dumps(title)})",
        )
        [only] = self.page.evaluate(SHOWN)
        found: dict[str, Any] = only
        return found


def reminder(title: str, *, order: int = 1, page: str = "/schedule", **more: object) -> Any:
    """As the server builds it."""
    return {
        "web_push": 8030,
        "notification": {
            "title": title,
            "body": "",
            "navigate": page,
            "tag": "one",
            "lang": "en",
            "silent": False,
            "data": {"id": str(more.get("id", title)), "kind": more.get("kind", 1), "order": order},
        },
        "app_badge": 1,
    }


@pytest.fixture
def phone(demo: Server, open_phone: Callable[..., Page]) -> Phone:
    return Phone(open_phone(demo), demo)


def test_what_was_sent_is_shown(phone: Phone) -> None:
    phone.gets(reminder("Something at 5:30"))
    [line] = phone.shows()
    assert (line["title"], line["tag"], line["silent"]) == ("Something at 5:30", "one", False)
    sent = {"id": "Something at 5:30", "kind": 1, "order": 1, "navigate": "/schedule"}
    assert line["data"] == sent


@pytest.mark.parametrize(
    "payload",
    ["", "no json", "null", "7", "[]", "{}", {"notification": None}, {"notification": {"title": 7}},
     {"notification": {"title": "A title", "tag": "one"}},
     {"notification": {"title": "A", "tag": "one", "data": {}, "body": {"toString": 1}}}],
)  # fmt: skip
def test_bytes_nobody_understands_still_show_the_neutral_line(
    phone: Phone, payload: object
) -> None:
    phone.gets(payload)
    assert [line["title"] for line in phone.shows()] == [NEUTRAL]


def test_the_neutral_line_is_in_the_language_of_the_phone(phone: Phone) -> None:
    phone.page.goto("/help-now/es")
    until(phone.page, "(await (await caches.match('/-/language'))?.text()) === 'es'")
    phone.gets("no json")
    assert [line["title"] for line in phone.shows()] == ["Tienes un recordatorio"]


def test_what_is_said_of_the_same_thing_takes_its_place_and_rings(phone: Phone) -> None:
    phone.gets(reminder("At 5:30", order=1))
    phone.shows()
    phone.gets(reminder("Now at 6:00", order=2))
    assert phone.shows_title("Now at 6:00")["silent"] is False


def test_the_same_reminder_again_makes_no_sound(phone: Phone) -> None:
    phone.gets(reminder("At 5:30", id="same"))
    phone.shows()
    phone.gets(reminder("At 5:30 again", id="same"))
    assert phone.shows_title("At 5:30 again")["silent"] is True


def test_one_that_comes_late_does_not_push_the_newer_word_away(phone: Phone) -> None:
    phone.gets(reminder("Cancelled", order=2, page="/inbox"))
    phone.shows()
    phone.gets(reminder("At 5:30", order=1))
    until(
        phone.page,
        "(await (await navigator.serviceWorker.ready).getNotifications())[0]?.silent === true",
    )
    line = phone.shows_title("Cancelled")
    assert line["data"]["navigate"] == "/inbox"


def test_it_is_shown_without_signal_by_a_worker_that_was_asleep(phone: Phone) -> None:
    phone.page.context.set_offline(True)
    phone.cdp.send("ServiceWorker.stopAllWorkers")
    phone.gets(reminder("At 5:30"))
    assert [line["title"] for line in phone.shows()] == ["At 5:30"]


@pytest.mark.parametrize(
    ("sent", "opened"),
    [("{origin}/schedule", "/schedule"), ("{origin}.evil/", "/inbox"), ("http://", "/inbox")],
)
def test_a_tap_opens_the_page_in_the_tab_that_is_open_and_never_another_site(
    phone: Phone, sent: str, opened: str
) -> None:
    phone.gets(reminder("At 5:30", page=sent.format(origin=phone.origin)))
    phone.shows()
    [worker] = phone.page.context.service_workers
    worker.evaluate(TAP)
    phone.page.wait_for_url(f"**{opened}")
    assert phone.page.evaluate(SHOWN) == []
