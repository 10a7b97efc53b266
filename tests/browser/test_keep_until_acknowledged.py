"""Promise 1: an entry leaves the phone only on an acknowledgement that names it (R2)."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import PHONE, sign_in
from tests.browser.outbox_chaos import LEFT, LOAD, SEND, WRITE, patch_scripts, rows_of
from tests.browser.server import Server, running
from tests.browser.test_outbox import phone_of

ID = "00000000-0000-4000-8000-00000000000{}"
OURS = {"X-Steady": "1", "Content-Type": "application/json"}
STATE = """async () => (await window.outbox.waiting(await window.phone.ownerHere()))
  .map((row) => row.state)"""
ANSWERS = {
    "a redirect to sign-in": (303, {"Location": "/sign-in"}, ""),
    "a portal's own page": (200, {"Content-Type": "text/html"}, "<h1>Hotel</h1>"),
    "a portal that talks JSON": (200, {"Content-Type": "application/json"}, '{"id": "ID"}'),
    "nothing": (204, OURS, ""),
    "signed out": (401, OURS, '{"error": "signed_out"}'),
    "not allowed": (403, OURS, '{"error": "not_allowed"}'),
    "too slow": (408, OURS, "{}"),
    "too large": (413, OURS, '{"error": "too_large"}'),
    "too many": (429, {**OURS, "Retry-After": "1"}, '{"error": "too_many_tries"}'),
    "broken": (500, OURS, '{"error": "broken"}'),
    "a bad gateway": (502, {"Content-Type": "text/html"}, "<h1>502</h1>"),
    "not ready": (503, OURS, "<h1>soon</h1>"),
    "half an answer": (201, OURS, '{"id": "ID'),
    "another entry's name": (201, OURS, '{"id": "00000000-0000-4000-8000-999999999999"}'),
    "no name": (201, OURS, "{}"),
    "not yet": (409, OURS, '{"id": "ID", "error": "not_yet"}'),
    "someone else's": (409, OURS, '{"id": "ID", "error": "owner"}'),
    "known with other words": (409, OURS, '{"id": "ID", "error": "different"}'),
    "unreadable": (422, OURS, '{"id": "ID", "error": "unreadable", "errors": {"note": ["x"]}}'),
}
NEEDS_A_LOOK = {"too large", "known with other words", "unreadable"}


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("acknowledge")) as there:
        yield there


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    found = phone_of(chromium, server)
    found.evaluate(LOAD)
    yield found
    found.context.close()


def answering(page: Page, answer: tuple[int, dict[str, str], str]) -> None:
    """From here on; what was said before is overruled, without a moment in which nobody answers."""
    status, headers, body = answer

    def fulfill(route: Route) -> None:
        sent = json.loads(route.request.post_data or "{}")
        route.fulfill(status=status, headers=headers, body=body.replace("ID", sent["id"]))

    page.context.route("**/api/sync", fulfill)


def test_no_other_answer_lets_an_entry_go(page, server):
    page.context.route("**/api/sync", lambda route: route.abort())
    page.evaluate(WRITE, [ID.format(1), 1])
    for name, answer in ANSWERS.items():
        answering(page, answer)
        page.evaluate(SEND)
        assert page.evaluate(LEFT) == 1, name
        wanted = "attention" if name in NEEDS_A_LOOK else "waiting"
        assert page.evaluate(STATE) == [wanted], name
        if wanted == "attention":
            page.context.route("**/api/sync", lambda route: route.abort())
            page.evaluate(
                "async () => { const owner = await window.phone.ownerHere();"
                " const [row] = await window.outbox.waiting(owner);"
                " await window.desk.retry(owner, row); }"
            )
    page.context.unroute("**/api/sync")
    page.evaluate(SEND)
    assert page.evaluate(LEFT) == 0
    assert rows_of(server.folder / "steady.db")[ID.format(1)] == 1


def test_an_entry_that_needs_a_look_holds_up_no_other(page, server):
    def refuse_first(route: Route) -> None:
        sent = json.loads(route.request.post_data or "{}")
        if sent["id"] != ID.format(2):
            return route.continue_()
        body = json.dumps({"id": sent["id"], "error": "unreadable", "errors": {"note": ["x"]}})
        return route.fulfill(status=422, headers=OURS, body=body)

    page.context.route("**/api/sync", refuse_first)
    for n in (2, 3, 4):
        page.evaluate(WRITE, [ID.format(n), n])
    page.evaluate(SEND)
    assert page.evaluate(STATE) == ["attention"]
    assert {ID.format(3), ID.format(4)} <= rows_of(server.folder / "steady.db").keys()


def test_the_first_tap_alone_is_an_entry(chromium, server):
    """Home, number, saved: two taps; then the page is gone before anything else happens."""
    page = phone_of(chromium, server)
    page.goto("/")
    before = rows_of(server.folder / "steady.db")
    page.context.set_offline(True)
    page.locator(".bar-log").click()
    page.locator("#log-form label.vessel", has_text="8").first.click()
    page.locator("#dock-state:not([hidden])").wait_for()
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/log/new")
    again.evaluate(LOAD)
    again.evaluate(SEND)
    new = rows_of(server.folder / "steady.db").keys() - before.keys()
    assert len(new) == 1
    again.context.close()


def test_an_unsent_entry_of_ben_survives_a_visit_of_ana(chromium, server):
    context = chromium.new_context(viewport=PHONE, base_url=server.origin)
    patch_scripts(context)
    page = context.new_page()
    sign_in(page, "ben")
    page.goto("/log/new")
    page.evaluate(LOAD)
    context.route("**/api/sync", lambda route: route.abort())
    page.evaluate(WRITE, [ID.format(7), 7])
    context.clear_cookies()
    context.unroute("**/api/sync")
    posted: list[str] = []
    context.on(
        "request",
        lambda request: posted.append(request.post_data or "") if "/api/sync" in request.url else 0,
    )
    sign_in(page, "ana")
    page.goto("/log/new")
    posted.clear()  # what Ben's own timer tried before Ana signed in was refused
    page.evaluate(LOAD)
    page.evaluate(SEND)
    assert not any(ID.format(7) in each for each in posted), "sent while Ana was signed in"
    assert ID.format(7) not in rows_of(server.folder / "steady.db")
    context.clear_cookies()
    sign_in(page, "ben")
    page.goto("/log/new")
    page.evaluate(LOAD)
    page.evaluate(SEND)
    assert rows_of(server.folder / "steady.db")[ID.format(7)] == 1
    context.close()


def test_signed_out_and_offline_it_is_kept_and_sent_once_after_signing_in(chromium, server):
    page = phone_of(chromium, server)
    page.context.clear_cookies()
    page.context.set_offline(True)
    page.goto("/log/new")
    page.locator("#log-form label.vessel", has_text="6").first.click()
    page.locator("#dock-state:not([hidden])").wait_for()
    page.context.set_offline(False)
    page.evaluate(LOAD)
    assert page.evaluate(SEND) == "signed_out"
    page.locator("#unsent:not([hidden])").wait_for()
    assert page.evaluate(LEFT) == 1
    before = rows_of(server.folder / "steady.db")
    sign_in(page, "ana")
    page.goto("/log/new")
    page.evaluate(LOAD)
    page.evaluate(SEND)
    assert page.evaluate(LEFT) == 0
    assert len(rows_of(server.folder / "steady.db")) == len(before) + 1
    page.context.close()


def test_a_page_ana_left_open_writes_for_ana_when_ben_signs_in_beside_it(chromium, server):
    page = phone_of(chromium, server)
    page.evaluate(LOAD)
    page.context.clear_cookies()
    beside = page.context.new_page()
    sign_in(beside, "ben")
    page.evaluate(WRITE, [ID.format(8), 8])
    page.evaluate(SEND)
    assert ID.format(8) not in rows_of(server.folder / "steady.db")
    beside.close()
    page.context.clear_cookies()
    sign_in(page, "ana")
    page.goto("/log/new")
    page.evaluate(LOAD)
    page.evaluate(SEND)
    assert rows_of(server.folder / "steady.db")[ID.format(8)] == 1
    page.context.close()


def test_what_was_taken_out_while_it_was_being_sent_stays_out(page):
    """The phone asked, the network was silent, and the person took the entry out."""
    held = []
    page.context.route("**/api/sync", lambda route: held.append(route))
    page.evaluate(WRITE, [ID.format(9), 9])
    page.evaluate("() => { window.sending = window.outbox.flush(); }")
    page.evaluate(
        "async () => { const owner = await window.phone.ownerHere();"
        " const [row] = await window.outbox.waiting(owner);"
        " await window.desk.discard(owner, row); }"
    )
    page.wait_for_timeout(50)
    for route in held:
        route.abort()
    page.evaluate("() => window.sending")
    assert page.evaluate(LEFT) == 0
