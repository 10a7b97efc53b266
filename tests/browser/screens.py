"""Every screen of the app, by person: photographed, and held to the same promises."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from patient_app.demo.place import ZONE
from tests.browser.steps import (
    look_at_an_import,
    make_a_new_code,
    open_a_passkey,
    take_an_import_in,
)

_VARIES = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d")


DAY = re.compile(r"\{\w+_week\}")
ATTENDANCE = "a.week-block > a[href$='/attendance']"
REQUEST = "main a[href*='/care/requests/']"
LAST_WEEK = "/care/week/{last_week}"
PERSON = "/care/people > main a.row"
SERIES = "/care/series > main a.row"
DEV = "/care/staff > a.row:has-text('Dev')"
BACK = "/log?show=back > a.entry-row"
SESSION = "/care/sessions/*"
ASKED_ABOUT = f"/care/requests > {REQUEST} > a[href*='/care/sessions/']"


@dataclass(frozen=True)
class Screen:
    """One screen. `path` may go on with ` > selector`: a link of that page to follow.

    `opens` is where that leads, ids and days as `*`. `reach` does there what no link does.
    """

    name: str
    who: str | None
    path: str
    opens: str = ""
    reach: Callable[[Page], None] | None = None

    @property
    def place(self) -> str:
        """Where the screen is, ids and days as `*`."""
        return self.opens or DAY.sub("*", self.path)


SCREENS = [
    Screen("sign-in", None, "/sign-in"),
    Screen("invite", None, "/invite"),
    Screen("notice", None, "/privacy/notice"),
    Screen("help-now", None, "/help-now/en"),
    Screen("help-now-wont-wake-up", None, "/help-now/en/wont-wake-up"),
    Screen("help-now-withdrawal", None, "/help-now/en/withdrawal"),
    Screen("no-signal", None, "/offline/en"),
    Screen("locked", None, "/locked/en"),
    Screen("hide", None, "/hide"),
    Screen("account-gone", None, "/privacy/deleted"),
    Screen("log-now", None, "/log/new/en"),
    Screen("log-unsent", None, "/log/unsent/en"),
    Screen("not-found", None, "/nowhere"),
    Screen("today", "ana", "/"),
    Screen("schedule", "ana", "/schedule"),
    Screen("week", "ana", "/schedule/week"),
    Screen("week-on-paper", "ana", "/schedule/week/print"),
    Screen("session", "ana", "/schedule > a.session:not([href*='blocks'])", "/schedule/*"),
    Screen("changes", "ana", "/schedule/changes"),
    Screen("blocks", "ana", "/schedule/blocks"),
    Screen("block", "ana", "/schedule/blocks > main a.row", "/schedule/blocks/*"),
    Screen("calendar", "ana", "/schedule/calendar"),
    Screen("insights", "ana", "/insights"),
    Screen("insights-on-paper", "ana", "/insights/print"),
    Screen("insights-few", "ben", "/insights"),
    Screen("timeline", "ana", "/log"),
    Screen("entry", "ana", "/log > a.entry-row", "/log/*"),
    Screen("entry-change", "ana", "/log > a.entry-row > a[href$='/change']", "/log/*/change"),
    Screen("check-in", "ana", "/log/check-in"),
    Screen("good-moment", "ana", "/log/win"),
    Screen("working-on", "ana", "/log/working-on"),
    Screen("working-on-one", "ana", "/log/working-on > main a.row", "/log/working-on/*"),
    Screen("coming-back", "ana", "/log/lapse"),
    Screen("coming-back-next", "ana", f"{BACK} > a[href$='/next']", "/log/*/next"),
    Screen("looking-back", "ana", f"{BACK} > a[href$='/look-back']", "/log/*/look-back"),
    Screen("this-phone", "ana", "/settings/phone"),
    Screen("inbox", "ana", "/inbox"),
    Screen("reminders", "ana", "/settings/notifications"),
    Screen("privacy", "ana", "/privacy"),
    Screen("care-team", "ana", "/privacy/team"),
    Screen("who-looked", "ana", "/privacy/looked"),
    Screen("access-changes", "ana", "/privacy/changes"),
    Screen("download", "ana", "/privacy/download"),
    Screen("delete", "ana", "/privacy/delete"),
    Screen("settings", "ana", "/settings"),
    Screen("devices", "ana", "/settings/devices"),
    Screen("device-code", "ana", "/settings/devices/code"),
    Screen("password", "ana", "/settings/password"),
    Screen("passkey-new", "ana", "/settings/passkeys/new"),
    Screen("sign-in-again", "ana", "/sign-in/again"),
    Screen("care-week", "carla", "/care/week"),
    Screen("care-session", "carla", "/care > a.week-block", SESSION),
    Screen("care-later-week", "carla", "/care/week/{next_week}"),
    Screen("care-attendance", "carla", f"{LAST_WEEK} > {ATTENDANCE}", f"{SESSION}/attendance"),
    Screen("care-day", "carla", "/care/days/{next_week}"),
    Screen("care-move", "carla", f"{ASKED_ABOUT} > a[href$='/move']", f"{SESSION}/move"),
    Screen("care-lead", "carla", f"{ASKED_ABOUT} > a[href$='/cover']", f"{SESSION}/cover"),
    Screen("care-cancel", "carla", f"{ASKED_ABOUT} > a[href$='/cancel']", f"{SESSION}/cancel"),
    Screen("care-details", "carla", f"{ASKED_ABOUT} > a[href$='/details']", f"{SESSION}/details"),
    Screen("care-people", "carla", "/care/people"),
    Screen("care-person", "carla", PERSON, "/care/people/*"),
    Screen(
        "care-end-stay",
        "carla",
        f"{PERSON} > a[href$='/end']",
        "/care/people/*/end",
    ),
    Screen("care-invite", "carla", "/care/people/invite"),
    Screen("care-requests", "carla", "/care/requests"),
    Screen("care-request", "carla", f"/care/requests > {REQUEST}", "/care/requests/*"),
    Screen("care-series", "carla", "/care/series"),
    Screen("care-one-series", "carla", SERIES, "/care/series/*"),
    Screen(
        "care-past-dates",
        "carla",
        f"{SERIES} > a[href$='/dates']",
        "/care/series/*/dates",
    ),
    Screen("care-new-series", "carla", "/care/series/new"),
    Screen("care-topics", "carla", "/care/topics"),
    Screen("care-cover", "carla", "/care/cover"),
    Screen("care-import", "carla", "/care/import"),
    Screen("front-desk-week", "fay", "/care/week"),
    Screen("front-desk-names", "fay", "/care/people"),
    Screen("center-settings", "amir", "/care/settings"),
    Screen("staff", "amir", "/care/staff"),
    Screen("colleague", "amir", DEV, "/care/staff/*"),
    Screen("second-step", "amir", "/settings/second-step"),
]

# Each leaves something behind, so they are looked at in a demo center of their own.
AFTER_A_FORM = [
    Screen("passkey", "ben", "/settings/devices", "/settings/passkeys/*", open_a_passkey),
    Screen("import-preview", "carla", "/care/import", "/care/import/*", look_at_an_import),
    Screen("import-done", "carla", "/care/import", "/care/import/*", take_an_import_in),
    Screen(
        "code",
        "amir",
        DEV,
        "/care/staff/*",
        make_a_new_code,
    ),
]

# Seen by `way_in`, which needs a code from the command line to begin with.
ON_THE_WAY_IN = {
    "/invite/*",
    "/join",
    "/join/key",
    "/join/app",
    "/join/done",
    "/sign-in/second-step",
}

# GET rules that show no screen of their own, each with its reason.
NOT_A_SCREEN = {
    "accounts.where_to_change_password": "a redirect",
    "careteam.start": "a redirect to one's own start page",
    "accounts.security_txt": "a text file",
    "centers.office": "JSON",
    "log.choices": "JSON",
    "sync.me": "JSON",
    "sync.kinds": "JSON",
    "sync.pack": "JSON",
    "notifications.push_key": "JSON",
    "notifications.test_verdict": "JSON",
    "health.healthz": "JSON",
    "shell.manifest": "JSON",
    "shell.worker": "a script",
    "shell.kept": "JSON",
    "static": "files",
    "schedule.feed": "a calendar",
    "schedule.session_ics": "a calendar",
    "shell.help_now": "Help now in the reader's language: the same page as with the language named",
    "shell.locked": "the same page as with the language named",
    "log.new": "the same page as with the language named",
    "log.unsent": "the same page as with the language named",
}
STAFF = {"carla", "fay", "amir"}


def go(page: Page, screen: Screen, language: str) -> None:
    """Open a screen in a language: public pages are named by it, others follow the person."""
    path, *links = screen.path.split(" > ")
    path = path.format(last_week=_in_weeks(-1), next_week=_in_weeks(1))
    page.goto(in_language(path, screen, language))
    for link in links:
        page.goto(str(page.locator(link).first.get_attribute("href")))
    if screen.reach is not None:
        screen.reach(page)


def in_language(path: str, screen: Screen, language: str) -> str:
    """A public page's address names its language; the others have one for all."""
    return path.replace("/en", f"/{language}", 1) if screen.who is None else path


def place_of(url: str) -> str:
    """The path of an address, ids and days as `*`."""
    return _VARIES.sub("*", urlsplit(url).path)


def _in_weeks(number: int) -> str:
    today = datetime.now(ZoneInfo(ZONE)).date()
    return (today + timedelta(weeks=number)).isoformat()


def speak(page: Page, language: str, *, signed_in: bool = False) -> None:
    """Choose the language, the way the forms on our pages do."""
    if not page.url.startswith("http"):
        page.goto("/sign-in")
    address, field = ("/settings/language", "language") if signed_in else ("/language", "to")
    page.evaluate(
        "([address, field, language]) => fetch(address,"
        " {method: 'POST', body: new URLSearchParams({[field]: language})})",
        [address, field, language],
    )
