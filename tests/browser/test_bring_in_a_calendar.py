"""Promise: a calendar that Thunderbird exported is, days later, right on Ana's phone."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, sign_in
from tests.browser.server import Server
from tests.schedule.calendar_files import export

FIRST_MONDAY = date(2026, 10, 19)
DAY = re.compile(rb"(?<=[:=,])(202[67]\d{4})(?=[T\r;])")
EVENING, MOVED, FAMILY = "6:00 – 9:00 PM", "5:00 – 8:00 PM", "5:30 – 7:00 PM"
WEEKS = [
    {"Mon": EVENING, "Wed": EVENING, "Fri": EVENING},
    {"Mon": EVENING, "Wed": EVENING, "Fri": EVENING},
    {"Tue": MOVED, "Wed": EVENING, "Thu": FAMILY, "Fri": EVENING},
    {"Mon": EVENING, "Fri": EVENING},
]


def next_monday() -> date:
    """At the demo center; all sessions of that week and later are still to come."""
    today = datetime.now(ZoneInfo("America/Los_Angeles")).date()
    return today + timedelta(days=7 - today.weekday())


def from_monday(data: bytes, monday: date) -> bytes:
    """The export with every date later by the same whole weeks, and nothing else changed."""
    later = monday - FIRST_MONDAY

    def shifted(found: re.Match[bytes]) -> bytes:
        day = date.fromisoformat(found[1].decode()) + later
        return f"{day:%Y%m%d}".encode()

    return DAY.sub(shifted, data)


def bring_in(laptop: Page, file: Path) -> None:
    """Carla chooses the file, looks, names the group and takes it in."""
    laptop.goto("/care/import")
    laptop.get_by_label("Calendar file").set_input_files(file)
    laptop.get_by_role("button", name="Look at it first").click()
    expect(laptop.get_by_role("heading", name="Before it is taken in")).to_be_visible()
    expect(laptop.locator("body")).not_to_contain_text("CANARY")
    card = laptop.locator("fieldset", has_text="IOP evening group – señales y límites")
    expect(card.get_by_text(re.compile("is now Tue, .*5:00 – 8:00 PM"))).to_be_visible()
    card.get_by_label("Title people see").fill("Brought-in group")
    laptop.locator("fieldset", has_text="Sesión de familia").get_by_label("Title people see").fill(
        "Brought-in family"
    )
    laptop.get_by_role("button", name="Take it in").click()
    expect(laptop.get_by_role("heading", name="Taken in")).to_be_visible()


def give_ana_a_place(laptop: Page, title: str) -> None:
    """From the page of what is new."""
    laptop.get_by_role("link", name=re.compile(title)).click()
    laptop.get_by_label("Ana", exact=True).check()
    laptop.get_by_role("button", name="Enroll the ticked").click()
    expect(
        laptop.locator("form", has_text="Enrolled").get_by_label(re.compile("Ana"))
    ).to_be_visible()


def expected(monday: date) -> dict[str, str]:
    """Day as the agenda names it -> hours."""
    days = {f"{monday + timedelta(days=n):%a}": n for n in range(7)}
    return {
        f"{on:%A, %B} {on.day}": hours
        for week, sessions in enumerate(WEEKS)
        for day, hours in sessions.items()
        for on in (monday + timedelta(weeks=week, days=days[day]),)
    }


def brought_in(phone: Page) -> dict[str, str]:
    """What the agenda of eight weeks says of the brought-in sessions: day -> hours."""
    phone.goto("/schedule?weeks=8")
    found = {}
    for day in phone.locator("li.agenda-day").all():
        session = day.locator("a.session", has_text="Brought-in")
        if session.count():
            said = session.inner_text()
            hours = re.search(r"\d+:\d\d – \d+:\d\d PM", said)
            assert hours, said
            found[day.locator(".unseen").inner_text()] = hours[0]
    return found


def test_from_thunderbird_over_carlas_preview_to_anas_phone(
    own_demo: Server, open_phone: Callable[..., Page], tmp_path: Path
) -> None:
    monday = next_monday()
    file = tmp_path / "program.ics"
    file.write_bytes(from_monday(export("exported/thunderbird.ics"), monday))
    phone = open_phone(own_demo)
    sign_in(phone, "ana")
    laptop = open_phone(own_demo, viewport=LAPTOP)
    sign_in(laptop, "carla")
    bring_in(laptop, file)
    assert brought_in(phone) == {}, "nobody sees it before she is enrolled"

    done = laptop.url
    for title in ("Brought-in group", "Brought-in family"):
        laptop.goto(done)
        give_ana_a_place(laptop, title)
    seen = brought_in(phone)
    assert dict(list(seen.items())[: len(expected(monday))]) == expected(monday)
    phone.goto("/schedule?weeks=8")
    phone.locator("a.session", has_text="Brought-in group").first.click()
    expect(phone.get_by_text("Room 2, north wing").first).to_be_visible()
    expect(phone.locator("body")).not_to_contain_text("CANARY")
