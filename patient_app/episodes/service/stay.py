"""Leave, return, stepping down, leaving and coming back.

Each verb may be sent twice: where the episode already stands where it leads, nothing happens.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from patient_app.accounts.service.invitations import revoke_codes
from patient_app.centers.queries.centers import today_at
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.events import EpisodeEnded, announce
from patient_app.episodes.models import Episode, EpisodeState
from patient_app.episodes.refusals import DatesCross
from patient_app.episodes.rules.people import Leave
from patient_app.episodes.rules.states import IN_PROGRAM
from patient_app.episodes.service.steps import episode_to_change, record_step, require_step


@unit_of_work()
def go_on_leave(actor: Actor, episode_id: UUID, leave: Leave, now: datetime) -> None:
    """Away from-until. Today or earlier begins at once, later by itself that day.

    Raises DatesCross, StepNotOpen, NotFound.
    """
    if leave.until_on is not None and leave.until_on < leave.from_on:
        raise DatesCross
    episode = episode_to_change(actor.center_id, episode_id)
    if episode.state != EpisodeState.ON_LEAVE:
        require_step(episode, EpisodeState.ON_LEAVE)
    before = (episode.leave_from_on, episode.leave_until_on)
    episode.leave_from_on, episode.leave_until_on = leave.from_on, leave.until_on
    if before == (leave.from_on, leave.until_on):
        return
    begins = leave.from_on <= today_at(episode.center_id, now)
    state = EpisodeState.ON_LEAVE if begins else EpisodeState(episode.state)
    record_step(episode, state, actor, now)


@unit_of_work()
def return_from_leave(actor: Actor, episode_id: UUID, now: datetime) -> None:
    """Back before or on the planned day; a leave that has not begun is called off.

    Raises StepNotOpen, NotFound.
    """
    episode = episode_to_change(actor.center_id, episode_id)
    if episode.leave_from_on is None and episode.state in IN_PROGRAM - {EpisodeState.ON_LEAVE}:
        return
    if episode.state == EpisodeState.ON_LEAVE:
        require_step(episode, EpisodeState.RETURNED)
        _end_leave(episode)
        record_step(episode, EpisodeState.RETURNED, actor, now)
    else:
        _end_leave(episode)
        record_step(episode, EpisodeState(episode.state), actor, now)


@unit_of_work()
def step_down(actor: Actor, episode_id: UUID, level_of_care: str, now: datetime) -> None:
    """Another level of care from now on. Raises StepNotOpen, NotFound."""
    episode = episode_to_change(actor.center_id, episode_id)
    if episode.level_of_care == level_of_care:
        return
    require_step(episode, EpisodeState.STEPPED_DOWN)
    episode.level_of_care = level_of_care
    record_step(episode, EpisodeState.STEPPED_DOWN, actor, now)


@unit_of_work()
def leave_program(actor: Actor, episode_id: UUID, now: datetime) -> None:
    """The stay ends today; announces EpisodeEnded.

    What hangs on the stay ends in the same commit. The patient role stays: notebook, plan,
    meetings and Help now are the person's own. Raises StepNotOpen, NotFound.
    """
    episode = episode_to_change(actor.center_id, episode_id)
    if episode.state == EpisodeState.LEFT:
        return
    require_step(episode, EpisodeState.LEFT)
    if episode.state == EpisodeState.INVITED:
        revoke_codes(episode.person_id, now)
    _end_leave(episode)
    episode.until_on = today_at(episode.center_id, now)
    record_step(episode, EpisodeState.LEFT, actor, now)
    announce(EpisodeEnded(now, episode.id, episode.person_id))


@unit_of_work()
def come_back(actor: Actor, episode_id: UUID, now: datetime) -> None:
    """In the program again, with the team of before; sharing stays off. Raises StepNotOpen."""
    episode = episode_to_change(actor.center_id, episode_id)
    if episode.state == EpisodeState.RETURNED:
        return
    require_step(episode, EpisodeState.RETURNED)
    episode.until_on = None
    episode.tolerance_card_seen_at = None
    record_step(episode, EpisodeState.RETURNED, actor, now)


@unit_of_work()
def turn_leaves(now: datetime) -> int:
    """Begin the leaves whose first day has come, end those whose last day is over."""
    wanted = select(Episode).where(
        Episode.state.in_(IN_PROGRAM),
        or_(Episode.leave_from_on.is_not(None), Episode.leave_until_on.is_not(None)),
    )
    return sum(_turn(episode, now) for episode in session().scalars(wanted.with_for_update()))


def _turn(episode: Episode, now: datetime) -> bool:
    today = today_at(episode.center_id, now)
    if episode.leave_until_on is not None and episode.leave_until_on < today:
        was_away = episode.state == EpisodeState.ON_LEAVE
        _end_leave(episode)
        if was_away:
            record_step(episode, EpisodeState.RETURNED, None, now)
        return was_away
    begins = episode.leave_from_on is not None and episode.leave_from_on <= today
    if begins and episode.state != EpisodeState.ON_LEAVE:
        record_step(episode, EpisodeState.ON_LEAVE, None, now)
        return True
    return False


def _end_leave(episode: Episode) -> None:
    episode.leave_from_on = episode.leave_until_on = None
