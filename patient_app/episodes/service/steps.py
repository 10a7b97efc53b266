"""The one place where an episode takes a step, so that each is recorded."""

from datetime import datetime
from uuid import UUID

from patient_app.accounts.queries.people import subject_of
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.core.events import EpisodeStepped, announce
from patient_app.episodes.models import Episode, EpisodeChange, EpisodeState
from patient_app.episodes.refusals import StepNotOpen
from patient_app.episodes.rules.states import may_become


def episode_to_change(center_id: UUID, episode_id: UUID) -> Episode:
    """The row, held until the commit. Raises NotFound for another center's."""
    episode = session().get(Episode, episode_id, with_for_update=True)
    if episode is None or episode.center_id != center_id:
        raise NotFound
    return episode


def require_step(episode: Episode, wanted: EpisodeState) -> None:
    """Raises StepNotOpen unless the step leads on from where the episode stands."""
    if not may_become(episode.state, wanted):
        raise StepNotOpen


def record_step(episode: Episode, state: EpisodeState, by: Actor | None, now: datetime) -> None:
    """Put the episode into `state` and write down by whom; None is the program itself."""
    episode.state, episode.changed_at = state, now
    session().add(
        EpisodeChange(
            episode_id=episode.id, state=state, at=now, by_person_id=by.person_id if by else None
        )
    )
    audit.append(
        audit.Act.EPISODE_CHANGED,
        actor=by,
        subject_id=subject_of(episode.person_id),
        center_id=episode.center_id,
        thing=f"episode:{episode.id}",
        by_program=by is None,
    )
    announce(EpisodeStepped(now, episode.person_id, episode.center_id))
