"""Promise: the one suggestion and the first chips come from the person's own log, if it has any."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.server import Server

pytestmark = pytest.mark.browser

WAIT_KEPT = """async ([name, wanted]) => {
  const app = document.querySelector('script[src*="/app.js"]').src;
  const { keptOf } = await import(app.replace("app.js", "kept.js"));
  for (let n = 0; n < 100; n += 1) {
    const kept = await keptOf(name);
    if (JSON.stringify(kept ?? "").includes(wanted)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}"""
RECORD = """async ([kind, data]) => {
  const app = document.querySelector('script[src*="/app.js"]').src;
  const { enqueue } = await import(app.replace("app.js", "outbox.js"));
  return enqueue(kind, data);
}"""


@pytest.fixture
def phone(own_demo: Server, open_phone: Callable[..., Page]) -> Page:
    """Ben's phone: his log is short."""
    page = open_phone(own_demo)
    sign_in(page, "ben")
    return page


def record(page: Page, kind: str, **data: Any) -> str:
    return str(page.evaluate(RECORD, [kind, data]))


def tell_of_drumming(page: Page) -> str:
    """Five times, each of them passed; kept on the phone a moment later."""
    drums = record(page, "choice.add", catalogue="coping", label="Drumming")
    street = record(page, "choice.add", catalogue="triggers", label="My old street")
    told = {"coping": [f"own:{drums}"], "triggers": [f"own:{street}"], "outcome": "passed"}
    for _ in range(5):
        record(page, "craving.log", intensity=6, **told)
    assert page.evaluate(WAIT_KEPT, ["choices", f'"code":"own:{drums}"'])
    return drums


def test_what_went_before_is_offered_and_said_with_its_numbers(phone: Page) -> None:
    tell_of_drumming(phone)
    phone.goto("/log/new")
    phone.wait_for_timeout(500)
    phone.locator("#log-form label.vessel", has_text="7").first.click()
    offer = phone.locator("#offer")
    expect(offer).to_contain_text("From your own log")
    expect(offer.get_by_role("heading")).to_have_text("Drumming")
    expect(offer).to_contain_text("5 of 5 times you told us that it passed.")
    chips = phone.locator("[id='f-triggers[]'] > .chips .chip")
    expect(chips.first).to_have_text("My old street")
    expect(phone.locator("[id='f-coping[]'] > .chips .chip").first).to_have_text("Drumming")
    offer.get_by_role("button", name="I’ll do this").click()
    expect(phone.locator("#dock-state")).to_have_text("Saved")
    phone.goto("/log")
    phone.locator("a.entry-row").first.click()
    expect(phone.locator("main")).to_contain_text("Drumming")


def test_it_is_there_without_signal_and_the_chips_do_not_jump(phone: Page) -> None:
    tell_of_drumming(phone)
    phone.goto("/log/new")
    phone.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    phone.reload()
    phone.wait_for_timeout(500)
    phone.locator("#log-form label.vessel", has_text="7").first.click()
    before = phone.locator("[id='f-triggers[]'] > .chips .chip").all_inner_texts()
    assert before[0] == "My old street"
    title = phone.locator("#offer h2").inner_text()
    phone.locator("[id='f-triggers[]'] > .chips .chip", has_text="Boredom").click()
    phone.wait_for_timeout(300)
    assert phone.locator("[id='f-triggers[]'] > .chips .chip").all_inner_texts() == before
    assert phone.locator("#offer h2").inner_text() == title
    phone.context.set_offline(False)


def test_someone_whose_log_says_nothing_is_offered_a_skill(phone: Page) -> None:
    phone.goto("/log/new")
    phone.locator("#log-form label.vessel", has_text="7").first.click()
    expect(phone.locator("#offer")).to_contain_text("One thing to try")


def test_it_is_asked_for_once_an_hour(phone: Page) -> None:
    asked: list[str] = []
    phone.on(
        "request",
        lambda each: asked.append(each.url) if "/api/log/choices" in each.url else None,
    )
    phone.goto("/")
    assert phone.evaluate(WAIT_KEPT, ["choices", "offers"])
    asked.clear()
    for address in ("/schedule", "/log", "/"):
        phone.goto(address)
        phone.wait_for_timeout(400)
    assert not asked


def test_the_next_one_on_this_phone_gets_nothing_of_it(phone: Page) -> None:
    tell_of_drumming(phone)
    phone.context.clear_cookies()
    sign_in(phone, "ana")
    phone.goto("/log/new")
    phone.wait_for_timeout(800)
    assert "Drumming" not in phone.content()
