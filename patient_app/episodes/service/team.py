"""Who is on a care team. The person is told first.

A new member counts once the person has seen the name, or 24 hours after it was announced,
whichever comes first: someone who rarely opens the app is not left without a counselor, and
nobody reads before the person could have known. Taking someone off counts at once.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from patient_app.accounts.queries.people import roles_at, subject_of
from patient_app.core import audit
from patient_app.core.actors import Actor, Role
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.events import StaffLeft
from patient_app.episodes.models import Episode, TeamMember
from patient_app.episodes.queries.team import members_of, not_ended
from patient_app.episodes.refusals import NotOnStaff, TeamWouldBeEmpty
from patient_app.episodes.rules.people import ANNOUNCED_FOR, NewMember
from patient_app.episodes.rules.states import OPEN
from patient_app.episodes.service.steps import episode_to_change


@unit_of_work()
def add_to_team(actor: Actor, episode_id: UUID, new: NewMember, now: datetime) -> None:
    """Announce a new member; one who is on the team already stays as they are.

    Raises NotOnStaff, NotFound.
    """
    episode = episode_to_change(actor.center_id, episode_id)
    require_counselor(episode.center_id, new.staff_id, now)
    if any(member.staff_id == new.staff_id for member in members_of(episode.id, now)):
        return
    _announce(episode, new, actor, now)


@unit_of_work()
def remove_from_team(actor: Actor, episode_id: UUID, member_id: UUID, now: datetime) -> None:
    """Off the team at once; once off, nothing happens. Raises TeamWouldBeEmpty, NotFound."""
    episode = episode_to_change(actor.center_id, episode_id)
    row = session().get(TeamMember, member_id)
    if row is None or row.episode_id != episode.id:
        raise NotFound
    if row.until_at is not None:
        return
    if episode.state in OPEN and len(members_of(episode.id, now)) == 1:
        raise TeamWouldBeEmpty
    row.until_at = now
    _write_down(episode, row, actor)


@unit_of_work()
def see_team(person_id: UUID, now: datetime) -> int:
    """The patient has seen who is on their team and who stands in.

    Whoever was announced counts from now on.
    """
    wanted = (
        select(TeamMember)
        .join(Episode, Episode.id == TeamMember.episode_id)
        .where(Episode.person_id == person_id, TeamMember.seen_at.is_(None), not_ended(now))
    )
    rows = session().scalars(wanted.with_for_update()).all()
    for row in rows:
        row.seen_at, row.from_at = now, min(row.from_at, now)
    for episode in session().scalars(_open_of(person_id).with_for_update()):
        episode.team_seen_at = now
    return len(rows)


@unit_of_work()
def hand_over_teams(event: StaffLeft) -> None:
    """A member of staff left: off every team at once, and their heir is announced instead."""
    wanted = (
        select(TeamMember, Episode)
        .join(Episode, Episode.id == TeamMember.episode_id)
        .where(
            Episode.center_id == event.center_id,
            TeamMember.staff_id == event.person_id,
            not_ended(event.at),
        )
    )
    for row, episode in session().execute(wanted.with_for_update()).all():
        row.until_at = event.at
        _write_down(episode, row, None)
        staying = {member.staff_id for member in members_of(episode.id, event.at)}
        if event.heir_id is not None and event.heir_id not in staying:
            _announce(episode, NewMember(event.heir_id, row.duty), None, event.at)


def require_counselor(center_id: UUID, staff_id: UUID, now: datetime) -> None:
    """Raises NotOnStaff."""
    if Role.COUNSELOR not in roles_at(staff_id, center_id, now):
        raise NotOnStaff


def _open_of(person_id: UUID) -> Select[Episode]:
    return select(Episode).where(Episode.person_id == person_id, Episode.state.in_(OPEN))


def _announce(episode: Episode, new: NewMember, by: Actor | None, now: datetime) -> None:
    row = TeamMember(
        episode_id=episode.id,
        staff_id=new.staff_id,
        duty=new.duty,
        announced_at=now,
        from_at=now + ANNOUNCED_FOR,
    )
    session().add(row)
    session().flush()
    _write_down(episode, row, by)


def _write_down(episode: Episode, row: TeamMember, by: Actor | None) -> None:
    audit.append(
        audit.Act.TEAM_CHANGED,
        actor=by,
        subject_id=subject_of(episode.person_id),
        center_id=episode.center_id,
        thing=f"team_member:{row.id}",
        by_program=by is None,
    )
