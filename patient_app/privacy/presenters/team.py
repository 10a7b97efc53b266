"""The care team as its patient reads it."""

from dataclasses import dataclass

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.episodes.rules.people import DUTIES, TeamPerson


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person of the team: name, what they do, since when, and who stands in."""

    name: str
    note: str
    is_new: bool


def team_lines(team: list[TeamPerson], zone: str) -> list[TeamLine]:
    """Everyone on the team, those only announced included."""
    return [TeamLine(one.name, _note(one, zone), not one.seen) for one in team]


def team_summary(team: list[TeamPerson]) -> str:
    """'Carla, counselor · Ruth, nurse'."""
    return " · ".join(f"{one.name}, {_duty(one).lower()}" for one in team)


def _note(one: TeamPerson, zone: str) -> str:
    parts = [_duty(one), _since(one, zone)]
    if one.cover_name and one.cover_until_on:
        until = words.month_day(one.cover_until_on)
        told = gettext("%(name)s stands in until %(day)s", name=one.cover_name, day=until)
        parts.append(told)
    return " · ".join(parts)


def _duty(one: TeamPerson) -> str:
    return gettext(DUTIES.get(one.duty, one.duty))


def _since(one: TeamPerson, zone: str) -> str:
    on = words.month_day_year(words.local(one.from_at, zone).date())
    return gettext("since %(day)s", day=on) if one.in_effect else gettext("from %(day)s", day=on)
