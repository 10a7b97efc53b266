"""Inviting a person, and the moment they have joined."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.queries.people import subject_of
from patient_app.accounts.rules.invitations import Issued
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import create_person, issue_code
from patient_app.centers.queries.centers import get_program
from patient_app.centers.service.settings import queue_up
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.events import InvitationAccepted
from patient_app.episodes.models import Episode, EpisodeState, TeamMember
from patient_app.episodes.queries.episodes import open_episodes
from patient_app.episodes.refusals import NameInUse
from patient_app.episodes.rules.people import NewMember, NewPatient
from patient_app.episodes.service.steps import record_step
from patient_app.episodes.service.team import require_counselor


@unit_of_work()
def invite_patient(
    center_id: UUID, new: NewPatient, by: Actor | None, now: datetime
) -> tuple[UUID, Issued]:
    """A person, an episode, a team and a code in one commit; returns the person and the code.

    The team named here counts at once: the invitation itself announces it, and there is nothing
    to read before the person joins. Raises NameInUse, NotOnStaff, NotFound.
    """
    queue_up(center_id)
    _require_new_name(center_id, new.known_as)
    program = get_program(center_id, new.program_id)
    person_id = create_person(new.known_as, new.language, now)
    episode = Episode(
        center_id=center_id,
        program_id=program.id,
        person_id=person_id,
        known_as=new.known_as,
        level_of_care=new.level_of_care,
        state=EpisodeState.INVITED,
        from_on=new.from_on,
        changed_at=now,
    )
    session().add(episode)
    session().flush()
    record_step(episode, EpisodeState.INVITED, by, now)
    _set_first_team(episode, new.team, by, now)
    return person_id, issue_code(person_id, center_id, Purpose.JOIN, by, now)


@unit_of_work()
def begin_episode(event: InvitationAccepted) -> None:
    """The invited person has an account: their episode begins."""
    waiting = select(Episode).where(
        Episode.person_id == event.person_id,
        Episode.center_id == event.center_id,
        Episode.state == EpisodeState.INVITED,
    )
    for episode in session().scalars(waiting.with_for_update()):
        record_step(episode, EpisodeState.ACTIVE, None, event.at)


def _require_new_name(center_id: UUID, known_as: str) -> None:
    wanted = known_as.casefold()
    if any(episode.known_as.casefold() == wanted for episode in open_episodes(center_id)):
        raise NameInUse


def _set_first_team(
    episode: Episode, team: tuple[NewMember, ...], by: Actor | None, now: datetime
) -> None:
    for member in {each.staff_id: each for each in team}.values():
        require_counselor(episode.center_id, member.staff_id, now)
        row = TeamMember(
            episode_id=episode.id,
            staff_id=member.staff_id,
            duty=member.duty,
            announced_at=now,
            from_at=now,
        )
        session().add(row)
        audit.append(
            audit.Act.TEAM_CHANGED,
            actor=by,
            subject_id=subject_of(episode.person_id),
            center_id=episode.center_id,
            thing=f"team_member:{row.id}",
            by_program=by is None,
        )
