"""The care team as its patient reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.episodes.queries.team_news import unseen_by
from patient_app.episodes.rules.people import DUTIES, StandIn, TeamPerson


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person of the team: name, what they do, since when, and who stands in."""

    name: str
    note: str
    is_new: bool


def team_lines(team: list[TeamPerson], zone: str) -> list[TeamLine]:
    """Everyone on the team, those only announced included."""
    return [TeamLine(one.name, _note(one, zone), one.has_news) for one in team]


def team_summary(team: list[TeamPerson]) -> str:
    """'Carla, counselor · Ruth, nurse'."""
    return " · ".join(f"{one.name}, {_duty(one).lower()}" for one in team)


def team_news(person_id: UUID, now: datetime) -> str | None:
    """'Dev stands in for Carla, Oct 20 to Oct 24 · Ruth is new', what has not been read yet."""
    told = [_told(one) for one in unseen_by(person_id, now)]
    return " · ".join(part for parts in told for part in parts) or None


def _told(one: TeamPerson) -> list[str]:
    new = [gettext("%(name)s is new", name=one.name)] if not one.seen else []
    return new + [
        gettext(
            "%(cover)s stands in for %(name)s, %(first)s to %(last)s",
            cover=each.name,
            name=one.name,
            first=words.month_day(each.from_on),
            last=words.month_day(each.until_on),
        )
        for each in one.stand_ins
        if not each.seen
    ]


def _stand_in_words(one: StandIn) -> str:
    """'Dev stands in Oct 20 to Oct 24'."""
    return gettext(
        "%(name)s stands in %(first)s to %(last)s",
        name=one.name,
        first=words.month_day(one.from_on),
        last=words.month_day(one.until_on),
    )


def _note(one: TeamPerson, zone: str) -> str:
    parts = [_duty(one), _since(one, zone)]
    parts += [_stand_in_words(each) for each in one.stand_ins]
    return " · ".join(parts)


def _duty(one: TeamPerson) -> str:
    return gettext(DUTIES.get(one.duty, one.duty))


def _since(one: TeamPerson, zone: str) -> str:
    on = words.month_day_year(words.local(one.from_at, zone).date())
    return gettext("since %(day)s", day=on) if one.in_effect else gettext("from %(day)s", day=on)
