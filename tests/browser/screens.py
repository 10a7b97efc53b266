"""Every screen of the app, by person: photographed, and held to the same promises."""

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Screen:
    """One screen. `path` may go on with ` > selector`: a link of that page to follow, and so on."""

    name: str
    who: str | None
    path: str


SCREENS = [
    Screen("sign-in", None, "/sign-in"),
    Screen("invite", None, "/invite"),
    Screen("notice", None, "/privacy/notice"),
    Screen("help-now", None, "/help-now/en"),
    Screen("help-now-wont-wake-up", None, "/help-now/en/wont-wake-up"),
    Screen("help-now-withdrawal", None, "/help-now/en/withdrawal"),
    Screen("no-signal", None, "/offline/en"),
    Screen("hide", None, "/hide"),
    Screen("not-found", None, "/nowhere"),
    Screen("today", "ana", "/"),
    Screen("schedule", "ana", "/schedule"),
    Screen("week", "ana", "/schedule/week"),
    Screen("week-on-paper", "ana", "/schedule/week/print"),
    Screen("session", "ana", "/schedule > a.session:not([href*='blocks'])"),
    Screen("changes", "ana", "/schedule/changes"),
    Screen("blocks", "ana", "/schedule/blocks"),
    Screen("calendar", "ana", "/schedule/calendar"),
    Screen("insights", "ana", "/insights"),
    Screen("insights-on-paper", "ana", "/insights/print"),
    Screen("insights-few", "ben", "/insights"),
    Screen("timeline", "ana", "/log"),
    Screen("entry", "ana", "/log > a.entry-row"),
    Screen("entry-change", "ana", "/log > a.entry-row > a[href$='/change']"),
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
    Screen("care-week", "carla", "/care"),
    Screen("care-session", "carla", "/care > a.week-block"),
    Screen("care-day", "carla", "/care > .week-days a"),
    Screen("care-people", "carla", "/care/people"),
    Screen("care-person", "carla", "/care/people > main a.row"),
    Screen("care-invite", "carla", "/care/people/invite"),
    Screen("care-requests", "carla", "/care/requests"),
    Screen("care-series", "carla", "/care/series"),
    Screen("care-new-series", "carla", "/care/series/new"),
    Screen("care-topics", "carla", "/care/topics"),
    Screen("care-cover", "carla", "/care/cover"),
    Screen("care-import", "carla", "/care/import"),
    Screen("front-desk-week", "fay", "/care"),
    Screen("center-settings", "amir", "/care/settings"),
    Screen("staff", "amir", "/care/staff"),
]
STAFF = {"carla", "fay", "amir"}


def go(page: Page, screen: Screen, language: str) -> None:
    """Open a screen in a language: public pages are named by it, others follow the person."""
    path, *links = screen.path.split(" > ")
    page.goto(path.replace("/en", f"/{language}", 1) if screen.who is None else path)
    for link in links:
        page.goto(str(page.locator(link).first.get_attribute("href")))


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
