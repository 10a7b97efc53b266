"""The card about tolerance, shown once to someone who left."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.episodes.models import Episode
from patient_app.episodes.rules.states import EpisodeState


@unit_of_work()
def put_card_away(person_id: UUID, center_id: UUID, now: datetime) -> None:
    """The person has read it; it does not come back for this stay."""
    shown = select(Episode).where(
        Episode.person_id == person_id,
        Episode.center_id == center_id,
        Episode.state == EpisodeState.LEFT,
        Episode.tolerance_card_seen_at.is_(None),
    )
    for episode in session().scalars(shown.with_for_update()):
        episode.tolerance_card_seen_at = now
