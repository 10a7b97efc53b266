"""Who is on a person's care team, and since when it counts."""

from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    Uuid,
    and_,
    bindparam,
    or_,
    select,
)

from patient_app.accounts.queries.names import name_in, name_rows
from patient_app.centers.queries.zones import zone_rows
from patient_app.core.actors import Actor
from patient_app.core.db import fetch, session
from patient_app.episodes.models import Cover, Episode, TeamMember
from patient_app.episodes.queries.attending import in_state
from patient_app.episodes.queries.cover import CENTER, NOW, STAFF, reach_of, stands_in_for
from patient_app.episodes.rules.people import StandIn, TeamPerson
from patient_app.episodes.rules.states import OPEN

PROGRAM = "program"
"""The scope of the program's own records; every other scope is what a person shares."""

ONE_DAY = timedelta(days=1)
_PERSON = bindparam("person", type_=Uuid())
_MEMBER = (
    TeamMember.id,
    TeamMember.staff_id,
    TeamMember.duty,
    TeamMember.announced_at,
    TeamMember.seen_at,
    TeamMember.from_at,
)


def on_care_team(actor: Actor, person_id: UUID, scope: str, now: datetime) -> bool:
    """Whether `actor` works with this person now: on the team, or standing in for one who is.

    A team keeps reach of the program's records of someone who left, so that they can come back;
    what a person shares ends with the episode.
    """
    asked = {**reach_of(actor, now), "person": person_id}
    return bool(fetch(_on_team(shared=scope != PROGRAM), asked))


@cache
def _on_team(*, shared: bool) -> Select[UUID]:
    wanted = (
        select(TeamMember.id)
        .join(Episode, Episode.id == TeamMember.episode_id)
        .where(Episode.person_id == _PERSON, Episode.center_id == CENTER, *works_for())
        .limit(1)
    )
    return wanted.where(in_state(OPEN)) if shared else wanted


def works_for() -> tuple[ColumnElement[bool], ...]:
    """The condition under which a place on a team counts for one of the staff now: their own, or
    one they cover. `reach_of` gives its values.
    """
    own = or_(TeamMember.staff_id == STAFF, TeamMember.staff_id.in_(stands_in_for()))
    return (own, *in_effect(NOW))


def in_effect(now: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    """The condition under which a member of a team may read."""
    return (TeamMember.from_at <= now, not_ended(now))


def not_ended(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Announced or in effect, and not taken off the team."""
    return or_(TeamMember.until_at.is_(None), TeamMember.until_at > now)


def members_of(episode_id: UUID, now: datetime) -> list[TeamMember]:
    """The team's rows, those only announced included, the longest-standing first."""
    wanted = select(TeamMember).where(TeamMember.episode_id == episode_id, not_ended(now))
    return list(session().scalars(wanted.order_by(TeamMember.from_at, TeamMember.announced_at)))


def team_of(episode: Episode, now: datetime) -> list[TeamPerson]:
    """The team with names and covers. One query."""
    return _team(_of_episode(), {"episode": episode.id}, now)


def care_team(person_id: UUID, now: datetime) -> list[TeamPerson]:
    """A patient's own care team over their open episodes: who may see what they share."""
    return _team(_of_person(), {"person": person_id}, now)


def _team(
    wanted: Select[*tuple[Any, ...]], values: dict[str, Any], now: datetime
) -> list[TeamPerson]:
    rows = fetch(wanted, {**values, "now": now, "day_before": (now - ONE_DAY).date()})
    members = [list(same) for _, same in groupby(rows, key=lambda row: row.id)]
    return [_as_person(same, now) for same in members]


@cache
def _of_episode() -> Select[*tuple[Any, ...]]:
    return _members_with_covers().where(Episode.id == bindparam("episode", type_=Uuid()))


@cache
def _of_person() -> Select[*tuple[Any, ...]]:
    return _members_with_covers().where(Episode.person_id == _PERSON, in_state(OPEN))


def _members_with_covers() -> Select[*tuple[Any, ...]]:
    """One row for each member and cover, those of yesterday included: what day it is depends on
    the center's wall, and that is asked of the row.
    """
    here, member, stand_in = zone_rows(), name_rows("member"), name_rows("stand_in")
    covered = and_(
        Cover.center_id == Episode.center_id,
        Cover.staff_id == TeamMember.staff_id,
        Cover.until_on >= bindparam("day_before"),
    )
    return (
        select(
            *_MEMBER,
            member.c.name,
            here.c.zone,
            Episode.team_seen_at,
            Cover.cover_id,
            Cover.from_on,
            Cover.until_on,
            Cover.announced_at.label("cover_announced_at"),
            stand_in.c.name.label("cover_name"),
        )
        .join(Episode, Episode.id == TeamMember.episode_id)
        .join(here, here.c.id == Episode.center_id)
        .join(member, member.c.id == TeamMember.staff_id)
        .outerjoin(Cover, covered)
        .outerjoin(stand_in, stand_in.c.id == Cover.cover_id)
        .where(not_ended(NOW))
        .order_by(
            Episode.from_on,
            TeamMember.from_at,
            TeamMember.announced_at,
            TeamMember.id,
            Cover.from_on,
        )
    )


def _as_person(rows: list[Row[*tuple[Any, ...]]], now: datetime) -> TeamPerson:
    member = rows[0]
    today = now.astimezone(ZoneInfo(member.zone)).date()
    return TeamPerson(
        member_id=member.id,
        staff_id=member.staff_id,
        name=name_in(member.staff_id, member.name) or "",
        duty=member.duty,
        announced_at=member.announced_at,
        from_at=member.from_at,
        seen=member.seen_at is not None,
        in_effect=member.from_at <= now,
        stand_ins=tuple(_stand_in(row) for row in rows if row.cover_id and row.until_on >= today),
    )


def _stand_in(row: Row[*tuple[Any, ...]]) -> StandIn:
    announced_at, seen_at = row.cover_announced_at, row.team_seen_at
    seen = announced_at is None or (seen_at is not None and announced_at <= seen_at)
    return StandIn(name_in(row.cover_id, row.cover_name) or "", row.from_on, row.until_on, seen)
