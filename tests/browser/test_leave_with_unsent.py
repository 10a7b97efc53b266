"""Signing out deals with what has not been sent first, and never with another's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import sign_in
from tests.browser.outbox_chaos import LEFT, LOAD, SEND, WRITE, rows_of
from tests.browser.server import Server, running
from tests.browser.test_outbox import phone_of

ID = "00000000-0000-4000-8000-0000000000{}"
HELD = """async () => {
  const held = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const store of database.objectStoreNames) {
      const keys = await new Promise((done) => {
        const asked = database.transaction(store).objectStore(store).getAllKeys();
        asked.onsuccess = () => done(asked.result);
      });
      held.push(...keys.map((key) => `${store} ${key}`));
    }
    database.close();
  }
  return held;
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("leaving")) as there:
        yield there


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    found = phone_of(chromium, server)
    found.evaluate(LOAD)
    yield found
    found.context.close()


def unsent(page: Page, record_id: str) -> None:
    page.context.route("**/api/sync", lambda route: route.abort())
    page.evaluate(WRITE, [record_id, 5])


def try_to_sign_out(page: Page) -> None:
    page.goto("/settings")
    page.locator("form[action$='/sign-out'] button").first.click()


def test_with_nothing_unsent_signing_out_leaves_nothing_here(page):
    page.locator("#log-form label.vessel", has_text="6").first.click()
    page.locator("#dock-state", has_text="Saved").wait_for()
    page.evaluate(SEND)
    assert {"keys queue", "kept last-urge"} <= set(page.evaluate(HELD))
    try_to_sign_out(page)
    page.wait_for_url(lambda url: "/sign-in" in url)
    assert page.evaluate(HELD) == ["facts owner"]


def test_left_here_they_stay_locked_and_go_out_when_she_is_back(page, server):
    unsent(page, ID.format(11))
    try_to_sign_out(page)
    page.locator("#leaving:not([hidden])").wait_for()
    page.get_by_role("button", name="Leave them here and sign out").click()
    page.wait_for_url(lambda url: "/sign-in" in url)
    page.context.unroute("**/api/sync")
    sign_in(page, "ana")
    page.goto("/log/new")
    page.evaluate(LOAD)
    page.evaluate(SEND)
    assert page.evaluate(LEFT) == 0
    assert rows_of(server.folder / "steady.db")[ID.format(11)] == 1


def test_signed_out_nobody_reads_or_copies_what_waits_until_she_is_back(page):
    unsent(page, ID.format(14))
    try_to_sign_out(page)
    page.locator("#leaving:not([hidden])").wait_for()
    page.get_by_role("button", name="Leave them here and sign out").click()
    page.wait_for_url(lambda url: "/sign-in" in url)
    page.goto("/log/unsent")
    page.locator("#paused:not([hidden])").wait_for()
    assert page.locator("#list .row").count() == 0
    assert page.locator("#export").is_hidden()
    sign_in(page, "ana")
    page.goto("/log/unsent")
    page.locator("#list .row").wait_for()
    assert page.locator("#export").is_visible()


def test_removed_on_purpose_they_are_gone(page, server):
    unsent(page, ID.format(12))
    page.on("dialog", lambda dialog: dialog.accept())
    try_to_sign_out(page)
    page.locator("#leaving:not([hidden])").wait_for()
    page.get_by_role("button", name="Remove them and sign out").click()
    page.wait_for_url(lambda url: "/sign-in" in url)
    assert ID.format(12) not in rows_of(server.folder / "steady.db")
    page.goto("/log/new")
    page.evaluate(LOAD)
    assert page.evaluate(LEFT) == 0


def test_what_nobody_had_signed_in_for_is_claimed_by_its_writer(chromium, server):
    page = chromium.new_context(base_url=server.origin).new_page()
    page.goto("/log/new")
    page.evaluate(LOAD)
    page.evaluate(WRITE, [ID.format(13), 5])
    assert page.evaluate(SEND) == "signed_out"
    sign_in(page, "ana")
    assert ID.format(13) not in rows_of(server.folder / "steady.db")
    page.goto("/log/unsent")
    page.locator("#claim").click()
    page.locator("#none:not([hidden])").wait_for()
    page.evaluate(LOAD_HERE)
    page.evaluate(SEND)
    assert rows_of(server.folder / "steady.db")[ID.format(13)] == 1
    page.context.close()


LOAD_HERE = """async () => {
  const mine = document.querySelector('script[src*="/unsent.js"]').src;
  window.outbox = await import(mine.replace("unsent.js", "outbox.js"));
}"""
