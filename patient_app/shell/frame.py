"""What stands around a page: tabs, Help now, quick hide, theme. A tab appears with its page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app, request, url_for

from patient_app.core import clock
from patient_app.core.access import declared
from patient_app.core.actors import Actor
from patient_app.core.config import Settings
from patient_app.core.contents import is_demo
from patient_app.core.i18n import current_language, gettext
from patient_app.core.identity import current_actor_or_none
from patient_app.core.messages import N_

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Place:
    """A tab that may come to exist: its endpoint, its English label, its icon."""

    endpoint: str
    label: str
    icon: str


@dataclass(frozen=True)
class Tab:
    """A tab as the templates print it."""

    endpoint: str
    label: str
    icon: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Frame:
    """The template context `shell`."""

    help_url: str
    tabs: list[Tab] = field(default_factory=list)
    inbox_url: str | None = None
    unread: int = 0
    demo: bool = False
    quick_hide: bool = False
    shared_phone: bool = False
    theme: str | None = None


PATIENT_PLACES = (
    Place("home.today", N_("Today"), "sun"),
    Place("schedule.agenda", N_("Schedule"), "calendar-days"),
    Place("log.new", N_("Log"), "plus"),
    Place("settings.overview", N_("Settings"), "settings-2"),
)
INBOX = "notifications.inbox"
# Pages that are the same for everyone, so that a phone can keep them: a patient's frame, no name.
IMPERSONAL = {"log.new", "log.new_in", "log.unsent", "log.unsent_in"}
STAFF_PLACES = (
    Place("careteam.week", N_("Week"), "calendar-days"),
    Place("careteam.people", N_("People"), "users-round"),
    Place("careteam.requests", N_("Requests"), "message-circle"),
    Place("careteam.invite", N_("Invite"), "qr-code"),
    Place("careteam.import_file", N_("Import"), "calendar-plus"),
    Place("careteam.staff", N_("Staff"), "shield"),
    Place("centers.center", N_("Phones and help"), "circle-question-mark"),
    Place("settings.overview", N_("Settings"), "settings-2"),
)


def frame() -> Frame:
    """The frame for whoever is here, in their language."""
    if request.endpoint in IMPERSONAL and request.method == "GET":
        return _impersonal()
    actor = current_actor_or_none()
    return Frame(
        help_url=url_for("shell.help_now_in", language=current_language()),
        tabs=_tabs(actor),
        inbox_url=url_for(INBOX) if actor is not None and _opens_for(actor, INBOX) else None,
        unread=actor.unread if actor is not None else 0,
        demo=_demo(),
        quick_hide=actor is not None and actor.is_patient,
        shared_phone=actor is not None and actor.shared_phone,
        theme=_theme(),
    )


def _impersonal() -> Frame:
    return Frame(
        help_url=url_for("shell.help_now_in", language=current_language()),
        tabs=_to_tabs(PATIENT_PLACES),
        demo=_demo(),
        quick_hide=True,
    )


def _tabs(actor: Actor | None) -> list[Tab]:
    if actor is None:
        return []
    places = PATIENT_PLACES if actor.is_patient else STAFF_PLACES
    return _to_tabs([place for place in places if _opens_for(actor, place.endpoint)])


def _to_tabs(there: Sequence[Place]) -> list[Tab]:
    here = _here([place.endpoint for place in there])
    return [
        Tab(place.endpoint, gettext(place.label), place.icon, place.endpoint == here)
        for place in there
    ]


def _opens_for(actor: Actor, endpoint: str) -> bool:
    if endpoint not in current_app.view_functions:
        return False
    access = declared(current_app, endpoint)
    return access is not None and (not access.roles or bool(access.roles & actor.roles))


def _here(endpoints: list[str]) -> str | None:
    """The tab this page belongs to: its own, else the one its path lies under, else the first of
    its feature.
    """
    asked = request.endpoint or ""
    if asked in endpoints:
        return asked
    above = [name for name in endpoints if request.path.startswith(f"{url_for(name)}/")]
    if above:
        return max(above, key=lambda name: len(url_for(name)))
    feature = asked.split(".")[0]
    return next((name for name in endpoints if name.split(".")[0] == feature), None)


def _demo() -> bool:
    """Asked of the database once a minute, and never on a public address."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo_allowed:
        return False
    known: dict[datetime, bool] = current_app.extensions.setdefault("demo_known", {})
    minute = clock.now().replace(second=0, microsecond=0)
    if minute not in known:
        found = is_demo()
        known.clear()
        known[minute] = found
    return known.get(minute, False)


def _theme() -> str | None:
    chosen = request.cookies.get(THEME_COOKIE)
    return chosen if chosen in THEMES else None
