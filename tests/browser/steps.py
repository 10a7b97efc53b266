"""Screens that no link leads to: what a person does to see them. Each may be done again."""

from uuid import uuid4

from playwright.sync_api import Page

from tests.browser.phone_lock import add_passkey, give_lock

_CALENDAR = """title,kind,date,start,end,zone,repeat,until,place,topic,status,uid
Evening group,group,2027-01-04,18:00,21:00,America/Los_Angeles,weekly mon,2027-01-29,Room 2,,,{uid}
"""


def look_at_an_import(page: Page) -> None:
    """Choose a file with a series nobody has seen before."""
    file = {
        "name": "calendar.csv",
        "mimeType": "text/csv",
        "buffer": _CALENDAR.format(uid=uuid4()).encode(),
    }
    page.locator("#f-file").set_input_files(file)
    page.locator("main form button").last.click()
    page.wait_for_url("**/care/import/*-*")


def take_an_import_in(page: Page) -> None:
    """And go on to what came of it."""
    look_at_an_import(page)
    page.locator("button[form=apply]").click()
    page.wait_for_selector("#apply", state="detached")


def make_a_new_code(page: Page) -> None:
    """On a colleague's page: confirm who it is, and ask for a code."""
    form = page.locator("form[action$='/way-back']")
    form.locator("input[type=checkbox]").check()
    form.locator("button").click()
    form.wait_for(state="detached")


def open_a_passkey(page: Page) -> None:
    """Add one, and look at it."""
    give_lock(page)
    add_passkey(page)
    page.goto(
        str(
            page.locator(
                "main a[href*='/settings/passkeys/']:not([href$='/new'])"
            ).first.get_attribute("href")
        )
    )
