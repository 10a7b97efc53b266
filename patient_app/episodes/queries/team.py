"""Who is on a person's care team, and since when it counts."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from patient_app.accounts.queries.people import names_of
from patient_app.centers.queries.centers import today_at
from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.episodes.models import Cover, Episode, TeamMember
from patient_app.episodes.queries.cover import covers_from, on_duty
from patient_app.episodes.rules.people import StandIn, TeamPerson
from patient_app.episodes.rules.states import OPEN

PROGRAM = "program"
"""The scope of the program's own records; every other scope is what a person shares."""


def on_care_team(actor: Actor, person_id: UUID, scope: str, now: datetime) -> bool:
    """Whether `actor` works with this person now: on the team, or standing in for one who is.

    A team keeps reach of the program's records of someone who left, so that they can come back;
    what a person shares ends with the episode.
    """
    today = today_at(actor.center_id, now)
    stands_in_for = select(Cover.staff_id).where(
        Cover.center_id == actor.center_id, Cover.cover_id == actor.person_id, *on_duty(today)
    )
    wanted = (
        select(TeamMember.id)
        .join(Episode, Episode.id == TeamMember.episode_id)
        .where(
            Episode.person_id == person_id,
            Episode.center_id == actor.center_id,
            *in_effect(now),
            or_(TeamMember.staff_id == actor.person_id, TeamMember.staff_id.in_(stands_in_for)),
        )
    )
    if scope != PROGRAM:
        wanted = wanted.where(Episode.state.in_(OPEN))
    return session().scalar(wanted.limit(1)) is not None


def in_effect(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition under which a member of a team may read."""
    return (TeamMember.from_at <= now, not_ended(now))


def not_ended(now: datetime) -> ColumnElement[bool]:
    """Announced or in effect, and not taken off the team."""
    return or_(TeamMember.until_at.is_(None), TeamMember.until_at > now)


def members_of(episode_id: UUID, now: datetime) -> list[TeamMember]:
    """The team's rows, those only announced included, the longest-standing first."""
    wanted = select(TeamMember).where(TeamMember.episode_id == episode_id, not_ended(now))
    return list(session().scalars(wanted.order_by(TeamMember.from_at, TeamMember.announced_at)))


def team_of(episode: Episode, now: datetime) -> list[TeamPerson]:
    """The team with names and covers: three queries, whatever its size."""
    members = members_of(episode.id, now)
    covers = covers_from(episode.center_id, today_at(episode.center_id, now))
    names = names_of(_people_in(members, covers))
    return [
        _as_person(member, _stand_ins(covers.get(member.staff_id, []), names, episode), names, now)
        for member in members
    ]


def care_team(person_id: UUID, now: datetime) -> list[TeamPerson]:
    """A patient's own care team over their open episodes: who may see what they share."""
    wanted = select(Episode).where(Episode.person_id == person_id, Episode.state.in_(OPEN))
    return [each for episode in session().scalars(wanted) for each in team_of(episode, now)]


def _people_in(members: Iterable[TeamMember], covers: dict[UUID, list[Cover]]) -> set[UUID]:
    staff = {member.staff_id for member in members}
    return staff | {row.cover_id for each in staff for row in covers.get(each, [])}


def _stand_ins(
    covers: Iterable[Cover], names: dict[UUID, str], episode: Episode
) -> tuple[StandIn, ...]:
    return tuple(
        StandIn(names[row.cover_id], row.from_on, row.until_on, _was_seen(row, episode))
        for row in covers
    )


def _was_seen(row: Cover, episode: Episode) -> bool:
    if row.announced_at is None:
        return True
    return episode.team_seen_at is not None and row.announced_at <= episode.team_seen_at


def _as_person(
    member: TeamMember, stand_ins: tuple[StandIn, ...], names: dict[UUID, str], now: datetime
) -> TeamPerson:
    return TeamPerson(
        member_id=member.id,
        staff_id=member.staff_id,
        name=names[member.staff_id],
        duty=member.duty,
        announced_at=member.announced_at,
        from_at=member.from_at,
        seen=member.seen_at is not None,
        in_effect=member.from_at <= now,
        stand_ins=stand_ins,
    )
