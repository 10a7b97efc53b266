"""One person's page, for the people on their team."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from patient_app.accounts.queries.people import has_account
from patient_app.careteam.words import ATTENDANCE, REQUESTS
from patient_app.centers.queries.centers import get_program
from patient_app.centers.rules.levels import LEVELS
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.episodes.queries.episodes import get_person_episode
from patient_app.episodes.queries.team import team_of
from patient_app.episodes.rules.people import DUTIES, TeamPerson
from patient_app.episodes.rules.states import IN_PROGRAM, OPEN, STATE_WORDS, EpisodeState
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.attendance import attendance_of_person
from patient_app.schedule.queries.mine import my_sessions
from patient_app.schedule.queries.own import busy_times
from patient_app.schedule.queries.requests import requests_of_person
from patient_app.schedule.queries.rosters import places_of_person
from patient_app.schedule.queries.series import titles_of
from patient_app.schedule.rules.kinds import RequestState

if TYPE_CHECKING:
    from patient_app.episodes.models import Episode

MARKS_SHOWN = 8
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """A title, a note and perhaps where it leads."""

    id: UUID
    title: str
    note: str
    tag: tuple[str, str] | None = None


def person_page(actor: Actor, person_id: UUID, now: datetime) -> dict[str, Any]:
    """Everything the page prints. Raises NotFound."""
    episode = get_person_episode(actor.center_id, person_id)
    today = actor.today(now)
    zone = actor.center_zone
    return {
        "person_id": person_id,
        "name": episode.known_as,
        **_standing(episode, today),
        "joined": has_account(person_id),
        "team": [_member(member, zone) for member in team_of(episode, now)],
        "places": _places(episode, today),
        "ahead": _ahead(episode, now),
        "busy": _busy(episode, now, zone),
        "marks": _marks(episode),
        "requests": _requests(episode, zone),
    }


def _standing(episode: "Episode", today: date) -> dict[str, Any]:
    state = EpisodeState(episode.state)
    program = get_program(episode.center_id, episode.program_id)
    return {
        "state": gettext(STATE_WORDS[state]),
        "level": gettext(LEVELS.get(episode.level_of_care, episode.level_of_care)),
        "level_code": episode.level_of_care,
        "program": program.name,
        "since": words.month_day_year(episode.from_on),
        "until": words.month_day_year(episode.until_on) if episode.until_on else None,
        "leave": _leave(episode),
        "today": today.isoformat(),
        "is_open": state in OPEN,
        "in_program": state in IN_PROGRAM,
        "on_leave": state == EpisodeState.ON_LEAVE or episode.leave_from_on is not None,
    }


def _leave(episode: "Episode") -> str | None:
    if episode.leave_from_on is None:
        return None
    first = words.day_short(episode.leave_from_on)
    if episode.leave_until_on is None:
        return gettext("Leave from %(first)s, until they are back", first=first)
    last = words.day_short(episode.leave_until_on)
    return gettext("Leave from %(first)s to %(last)s", first=first, last=last)


def _member(member: TeamPerson, zone: str) -> Line:
    note = gettext(DUTIES.get(member.duty, member.duty))
    for each in member.stand_ins[:1]:
        note = gettext(
            "%(duty)s, %(name)s stands in %(first)s to %(last)s",
            duty=note,
            name=each.name,
            first=words.day_short(each.from_on),
            last=words.day_short(each.until_on),
        )
    if not member.in_effect:
        starts = words.local(member.from_at, zone)
        when = f"{words.day_short(starts.date())}, {words.clock_time(starts)}"
        return Line(
            member.member_id,
            member.name,
            gettext("%(duty)s, from %(when)s or once they have seen it", duty=note, when=when),
            (gettext("Announced"), "changed"),
        )
    return Line(member.member_id, member.name, note)


def _places(episode: "Episode", today: date) -> list[Line]:
    places = places_of_person(episode.center_id, episode.person_id, today)
    titles = titles_of(episode.center_id, {place.series_id for place in places})
    lines = [
        Line(
            place.series_id,
            title_of(titles[place.series_id]),
            _from_until(place.from_on, place.until_on),
        )
        for place in places
    ]
    return sorted(lines, key=lambda line: line.title.casefold())


def _from_until(first: date, last: date | None) -> str:
    if last is None:
        return gettext("since %(day)s", day=words.month_day(first))
    return f"{words.month_day(first)} – {words.month_day(last)}"


def _ahead(episode: "Episode", now: datetime) -> list[Line]:
    sessions = my_sessions(episode.person_id, episode.center_id, now, now + WEEK)
    return [
        Line(
            each.id,
            title_of(each),
            _when(each.starts_at, each.ends_at, each.zone),
            (gettext("canceled"), "") if each.cancelled else None,
        )
        for each in sessions
    ]


def _busy(episode: "Episode", now: datetime, zone: str) -> list[str]:
    stretches = busy_times(episode.center_id, episode.person_id, now, now + WEEK)
    return [_when(each.starts_at, each.ends_at, zone) for each in stretches]


def _marks(episode: "Episode") -> list[Line]:
    marks = attendance_of_person(episode.center_id, episode.person_id, MARKS_SHOWN)
    return [
        Line(
            mark.occurrence_id,
            title_of(mark),
            words.day_short(words.local(mark.starts_at, mark.zone).date()),
            (gettext(ATTENDANCE[mark.state]), "yes" if mark.state == "present" else ""),
        )
        for mark in marks
    ]


def _requests(episode: "Episode", zone: str) -> list[Line]:
    lines = requests_of_person(episode.center_id, episode.person_id)
    newest_first = sorted(lines, key=lambda line: line.request.asked_at, reverse=True)
    return [
        Line(
            line.request.id,
            title_of(line.series),
            words.day_short(words.local(line.request.asked_at, zone).date()),
            _request_tag(RequestState(line.request.state)),
        )
        for line in newest_first[:MARKS_SHOWN]
    ]


def _request_tag(state: RequestState) -> tuple[str, str]:
    return (gettext(REQUESTS[state]), "changed" if state is RequestState.OPEN else "")


def _when(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    on = words.local(starts_at, zone).date()
    return f"{words.day_short(on)}, {words.span(starts_at, ends_at, zone)}"
