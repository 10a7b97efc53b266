"""Promise: an invited person is in within minutes, and a question always comes back answered."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, sign_in
from tests.browser.server import Server

PASSWORD = "green kettle over quiet meadow"
NEW_PASSWORD = "seven paper boats go downstream"


def invite(counselor: Page, name: str) -> str:
    """Carla invites someone into the evening group. The code she sees."""
    counselor.goto("/care/people/invite")
    counselor.get_by_label("What you call them").fill(name)
    counselor.get_by_label(re.compile("Evening group")).first.check()
    counselor.get_by_role("button", name="Make the invitation").click()
    return shown_code(counselor)


def shown_code(page: Page) -> str:
    """The eight characters on the screen."""
    code = page.locator(".code-large")
    expect(code).to_be_visible()
    return re.sub(r"[^A-Z0-9]", "", code.inner_text())


def join(phone: Page, code: str, name: str, password: str) -> None:
    """Use a code: choose a name and a password."""
    phone.goto(f"/invite/{code}")
    phone.get_by_role("button", name="Start").click()
    phone.get_by_label("Name", exact=True).fill(name)
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_label("Password").fill(password)
    phone.get_by_role("button", name="Use this password").click()
    expect(phone.get_by_role("heading", name="You're in")).to_be_visible()


def test_robin_joins_asks_for_another_time_and_reads_the_answer(
    own_demo: Server, open_phone: Callable[..., Page]
) -> None:
    laptop = open_phone(own_demo, viewport=LAPTOP)
    sign_in(laptop, "carla")
    code = invite(laptop, "Robin")

    phone = open_phone(own_demo)
    join(phone, code, "robin", PASSWORD)
    phone.get_by_role("link", name="Open Steady").click()
    phone.get_by_role("link", name="Schedule").first.click()
    phone.get_by_role("link", name="Week", exact=True).click()
    expect(phone.locator("svg.week-grid a").first).to_be_visible()
    phone.goto("/schedule")
    phone.locator("a.session").last.click()
    phone.get_by_label("What would work for you?").fill("I work late that day.")
    phone.get_by_role("button", name="Send to my care team").click()
    expect(phone.get_by_text("I work late that day.")).to_be_visible()

    laptop.goto("/care/requests")
    card = laptop.locator("article", has_text="I work late that day.")
    card.get_by_role("link", name="Answer").click()
    laptop.get_by_label("What Robin reads").fill("Come on Friday instead.")
    laptop.get_by_role("button", name="Send answer").click()

    phone.reload()
    expect(phone.get_by_text("Come on Friday instead.")).to_be_visible()


def test_a_lost_phone_costs_one_code_and_the_old_one_is_out(
    own_demo: Server, open_phone: Callable[..., Page]
) -> None:
    lost = open_phone(own_demo)
    sign_in(lost, "ana")

    laptop = open_phone(own_demo, viewport=LAPTOP)
    sign_in(laptop, "carla")
    laptop.goto("/care/people")
    laptop.get_by_role("link", name=re.compile("^Ana|Ana")).first.click()
    laptop.get_by_label("I have confirmed who this is").check()
    laptop.get_by_role("button", name="Make a new code").click()
    code = shown_code(laptop)

    phone = open_phone(own_demo)
    join(phone, code, "ana", NEW_PASSWORD)
    lost.goto("/")
    expect(lost).to_have_url(re.compile("/sign-in"))

    old_way = open_phone(own_demo)
    old_way.goto("/sign-in")
    old_way.get_by_label("Name").fill("ana")
    old_way.locator("input[name=password]").fill("steady-demo-ana")
    old_way.get_by_role("button", name="Sign in").click()
    expect(old_way.locator("[data-wording], .summary").first).to_be_visible()
    expect(old_way).to_have_url(re.compile("/sign-in"))


def test_without_javascript_every_step_works(
    own_demo: Server, open_phone: Callable[..., Page]
) -> None:
    phone = open_phone(own_demo, java_script_enabled=False)
    sign_in(phone, "ben")
    phone.goto("/schedule")
    phone.locator("a.session:has-text('Evening group')").last.click()
    phone.get_by_role("button", name="I can’t come").click()
    expect(phone.get_by_text("You can’t come").first).to_be_visible()
