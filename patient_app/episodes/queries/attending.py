"""Whose sessions go on: a condition for the features that hang on an episode."""

from uuid import UUID

from sqlalchemy import Select, select

from patient_app.episodes.models import Episode
from patient_app.episodes.rules.states import IN_PROGRAM, EpisodeState

ATTENDS = IN_PROGRAM - {EpisodeState.ON_LEAVE}


def attending(person_id: UUID, center_id: UUID) -> Select[UUID]:
    """Ids of the person's episodes that have sessions now, for use inside another query."""
    return select(Episode.id).where(
        Episode.person_id == person_id,
        Episode.center_id == center_id,
        Episode.state.in_(ATTENDS),
    )


def attending_at(center_id: UUID) -> Select[UUID]:
    """The same for everyone of a center: who is on a roster today."""
    return select(Episode.id).where(Episode.center_id == center_id, Episode.state.in_(ATTENDS))
