"""The people a counselor works with."""

from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Select, select

from patient_app.core.actors import Actor
from patient_app.core.db import fetch, session
from patient_app.episodes.models import Episode, TeamMember
from patient_app.episodes.queries.cover import CENTER, reach_of
from patient_app.episodes.queries.episodes import by_name
from patient_app.episodes.queries.team import in_effect, works_for


def caseload(actor: Actor, now: datetime) -> list[Episode]:
    """Own people and those of colleagues one stands in for today, by name; left ones included."""
    return by_name(session().scalars(_caseload(), reach_of(actor, now)))


@cache
def _caseload() -> Select[Episode]:
    mine = select(TeamMember.episode_id).where(*works_for())
    return select(Episode).where(Episode.center_id == CENTER, Episode.id.in_(mine))


def caseload_ids(actor: Actor, now: datetime) -> set[UUID]:
    """The persons of `caseload`, without unsealing a name."""
    return {row.person_id for row in fetch(caseload_persons(), reach_of(actor, now))}


@cache
def caseload_persons() -> Select[UUID]:
    """The same ids for use inside another query, which `reach_of` gives its values."""
    return (
        select(Episode.person_id)
        .join(TeamMember, TeamMember.episode_id == Episode.id)
        .where(Episode.center_id == CENTER, *works_for())
    )


def has_people(center_id: UUID, staff_id: UUID, now: datetime) -> bool:
    """Whether a member of staff is on anyone's team."""
    wanted = (
        select(TeamMember.id)
        .join(Episode, Episode.id == TeamMember.episode_id)
        .where(Episode.center_id == center_id, TeamMember.staff_id == staff_id, *in_effect(now))
    )
    return session().scalar(wanted.limit(1)) is not None
