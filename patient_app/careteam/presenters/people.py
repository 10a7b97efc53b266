"""Lists of people."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from patient_app.careteam.presenters.roster import RosterRow, roster_rows
from patient_app.centers.rules.levels import LEVELS
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.episodes.queries.caseload import caseload
from patient_app.episodes.queries.episodes import known_names, open_episodes
from patient_app.episodes.rules.states import STATE_WORDS, EpisodeState
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.calendar import StaffSession, sessions_between
from patient_app.schedule.queries.rosters import RosterLine, rosters_of
from patient_app.schedule.rules.attending import opens_at
from patient_app.schedule.rules.zones import instant_of, zone

if TYPE_CHECKING:
    from patient_app.episodes.models import Episode


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a caseload."""

    person_id: UUID
    name: str
    note: str
    tag: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class SessionNames:
    """One session of today with the people who have a place."""

    id: UUID
    title: str
    when: str
    cancelled: bool
    attendance_open: bool
    rows: list[RosterRow]


def caseload_lines(actor: Actor, now: datetime) -> dict[str, Any]:
    """The people page of a counselor: those in the program, then those who left.

    `read` holds whose names are on it.
    """
    lines = [(episode, _line(episode)) for episode in caseload(actor, now)]
    return {
        "here": [line for episode, line in lines if episode.state != EpisodeState.LEFT],
        "left": [line for episode, line in lines if episode.state == EpisodeState.LEFT],
        "read": {episode.person_id for episode, _ in lines},
    }


def names_and_times(actor: Actor, now: datetime) -> dict[str, Any]:
    """The people page of the front desk: today's sessions with names, then all names.

    `read` holds whose names are on it.
    """
    today = actor.today(now)
    start = instant_of(datetime.combine(today, time.min), zone(actor.center_zone))
    end = instant_of(datetime.combine(today + timedelta(days=1), time.min), zone(actor.center_zone))
    sessions = sessions_between(actor.center_id, start, end)
    rosters = rosters_of(actor.center_id, [each.id for each in sessions])
    people = open_episodes(actor.center_id)
    names = {episode.person_id: episode.known_as for episode in people}
    # Someone who was marked and left since still stands on today's list.
    on_lists = {line.person_id for lines in rosters.values() for line in lines}
    all_names = known_names(actor.center_id, on_lists - names.keys()) | names
    return {
        "today": words.day(today),
        "sessions": [_with_names(each, rosters[each.id], all_names, now) for each in sessions],
        "names": list(names.values()),
        "read": all_names.keys(),
    }


def _with_names(
    each: StaffSession, lines: list[RosterLine], names: dict[UUID, str], now: datetime
) -> SessionNames:
    return SessionNames(
        id=each.id,
        title=title_of(each),
        when=words.span(each.starts_at, each.ends_at, each.zone),
        cancelled=each.cancelled,
        attendance_open=opens_at(each.starts_at) <= now,
        rows=roster_rows(lines, names),
    )


def _line(episode: "Episode") -> PersonLine:
    state = EpisodeState(episode.state)
    plain = state in {EpisodeState.ACTIVE, EpisodeState.LEFT}
    kind = "changed" if state == EpisodeState.INVITED else ""
    return PersonLine(
        person_id=episode.person_id,
        name=episode.known_as,
        note=_note(episode),
        tag=None if plain else (gettext(STATE_WORDS[state]), kind),
    )


def _note(episode: "Episode") -> str:
    level = gettext(LEVELS.get(episode.level_of_care, episode.level_of_care))
    if episode.until_on is not None:
        return gettext("%(level)s, until %(day)s", level=level, day=_day(episode.until_on))
    return gettext("%(level)s, since %(day)s", level=level, day=_day(episode.from_on))


def _day(on: Any) -> str:
    return words.month_day_year(on)
