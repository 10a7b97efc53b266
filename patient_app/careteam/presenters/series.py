"""Series as staff read and fill them in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from patient_app.careteam.queries.reach import runs
from patient_app.careteam.words import KINDS
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import current_language, gettext
from patient_app.core.messages import N_
from patient_app.episodes.queries.caseload import caseload
from patient_app.episodes.queries.episodes import known_names, open_episodes
from patient_app.episodes.rules.states import OPEN
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.rosters import places_of_series
from patient_app.schedule.queries.series import rotation_of, series_of, topics_of
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.rules.patterns import LONGEST_AT_THE_CENTER, Description, describe
from patient_app.schedule.rules.recurrence import SeriesRule

if TYPE_CHECKING:
    from patient_app.schedule.models import Enrolment, Series

_A_MONDAY = date(2024, 1, 1)
ROTATION_SLOTS = 4
_OTHER_RHYTHMS = {
    "daily": N_("Every day"),
    "month_day": N_("Every month"),
    "month_weekday": N_("Every month"),
    "yearly": N_("Every year"),
}


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One running series."""

    id: UUID
    title: str
    note: str
    enrolled: int


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One person's place, or one person who could have one: `id` is the box's value."""

    id: UUID
    name: str
    note: str


def series_rows(actor: Actor, now: datetime) -> list[SeriesRow]:
    """Running series by title."""
    lines = series_of(actor.center_id, actor.today(now), now)
    rows = [
        SeriesRow(line.series.id, title_of(line.series), pattern_words(line.series), line.enrolled)
        for line in lines
    ]
    return sorted(rows, key=lambda row: row.title.casefold())


def series_choices(actor: Actor, now: datetime) -> list[tuple[str, str]]:
    """Running series to enrol someone in."""
    return [(str(row.id), f"{row.title} · {row.note}") for row in series_rows(actor, now)]


def pattern_words(series: "Series") -> str:
    """'Mon, Wed, Fri 6:00 – 9:00 PM', or the date of a single one."""
    return rule_words(series.rule)


def rule_words(rule: SeriesRule) -> str:
    """The same for a rule that is no series yet."""
    told = describe(rule)
    span = _span(told)
    if told.kind == "once":
        return f"{words.day_short(told.first_on)}, {span}"
    if told.kind in _OTHER_RHYTHMS and told.every == 1:
        return f"{gettext(_OTHER_RHYTHMS[told.kind])}, {span}"
    if told.kind != "weekly":
        return gettext("As in the calendar file, %(span)s", span=span)
    days = ", ".join(day_name(day) for day in told.weekdays)
    every = gettext("every two weeks") if told.every == 2 else ""
    return " ".join(part for part in (days, every, span) if part)


def day_name(weekday: int) -> str:
    """'Mon' for 0."""
    return words.weekday_short(_A_MONDAY.replace(day=1 + weekday))


def weekday_choices() -> list[tuple[str, str, None]]:
    """Chips from Monday."""
    return [(str(day), day_name(day), None) for day in range(7)]


def kind_choices() -> list[tuple[str, str]]:
    """What a session is for."""
    return [(str(kind), gettext(told)) for kind, told in KINDS.items()]


def repeat_choices() -> list[tuple[str, str]]:
    """How often."""
    return [
        ("1", gettext("Every week")),
        ("2", gettext("Every two weeks")),
        ("once", gettext("Once")),
    ]


def topic_choices(center_id: UUID) -> list[tuple[str, str]]:
    """The center's topics in the reader's language."""
    spanish = current_language() == "es"
    return [
        (str(topic.id), topic.name_es if spanish else topic.name_en)
        for topic in topics_of(center_id)
    ]


def is_editable(series: "Series") -> bool:
    """Whether the form can say when it happens; other rules came from a calendar file."""
    told = describe(series.rule)
    simple = told.kind == "once" or (told.kind == "weekly" and told.every in {1, 2})
    fits = series.rule.duration <= LONGEST_AT_THE_CENTER
    return simple and fits and told.count is None and not told.extra


def start_values(series: "Series") -> dict[str, Any]:
    """The form of an existing series before anything was typed."""
    told = describe(series.rule)
    return {
        "kind": series.kind,
        "title": series.title,
        "title_es": series.title_es or "",
        "place": series.place or "",
        "join_link": series.join_link or "",
        "capacity": series.capacity or "",
        "facilitator_id": str(series.facilitator_id or ""),
        "topics": [str(topic) for topic in rotation_of([series.id]).get(series.id, [])],
        "weekdays": [str(day) for day in told.weekdays],
        "repeats": "once" if told.kind == "once" else str(told.every),
        "from_on": told.first_on.isoformat(),
        "until_on": told.last_on.isoformat() if told.last_on else "",
        "starts": told.starts.strftime("%H:%M"),
        "ends": told.ends.strftime("%H:%M"),
        "next_day": told.ends <= told.starts,
    }


def new_values(actor: Actor, today: date) -> dict[str, Any]:
    """The form of a new series: an evening group of mine from today on."""
    return {
        "kind": str(SeriesKind.GROUP),
        "title": "",
        "title_es": "",
        "place": "",
        "join_link": "",
        "capacity": "",
        "facilitator_id": str(actor.person_id),
        "topics": [],
        "weekdays": [],
        "repeats": "1",
        "from_on": today.isoformat(),
        "until_on": "",
        "starts": "18:00",
        "ends": "21:00",
        "next_day": False,
    }


def places(actor: Actor, series: "Series", now: datetime) -> dict[str, Any]:
    """Who has a place, who could have one, and `read`: whose names are on the page.

    Whoever leads the series sees everyone; others the people they work with.
    """
    mine = caseload(actor, now)
    rows = places_of_series(actor.center_id, series.id, actor.today(now))
    leads = runs(actor, series)
    seen = rows if leads else _of(rows, {episode.person_id for episode in mine})
    people = open_episodes(actor.center_id) if leads else mine
    taken = {row.episode_id for row in rows}
    free = [each for each in people if each.id not in taken and each.state in OPEN]
    return {
        "enrolled": _place_lines(actor.center_id, seen),
        "others": len(rows) - len(seen),
        "free": [PlaceLine(episode.id, episode.known_as, "") for episode in free],
        "read": {row.person_id for row in seen} | {episode.person_id for episode in free},
    }


def _of(rows: "Collection[Enrolment]", people: Collection[UUID]) -> "list[Enrolment]":
    return [row for row in rows if row.person_id in people]


def _place_lines(center_id: UUID, rows: "Collection[Enrolment]") -> list[PlaceLine]:
    names = known_names(center_id, {row.person_id for row in rows})
    lines = [PlaceLine(row.id, names[row.person_id], _stretch(row)) for row in rows]
    return sorted(lines, key=lambda line: line.name.casefold())


def _stretch(row: "Enrolment") -> str:
    first = words.month_day(row.from_on)
    if row.until_on is None:
        return gettext("since %(day)s", day=first)
    return f"{first} – {words.month_day(row.until_on)}"


def _span(told: Description) -> str:
    start, end = words.clock_time(told.starts), words.clock_time(told.ends)
    half = start.partition(" ")[2]
    return f"{start.partition(' ')[0] if half and end.endswith(half) else start} – {end}"
