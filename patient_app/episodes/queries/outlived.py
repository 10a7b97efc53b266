"""Whose record has been kept for all the years of the center's policy."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from patient_app.centers.queries.centers import get_center, today_at
from patient_app.core.db import session
from patient_app.episodes.models import Episode, EpisodeState
from patient_app.episodes.rules.keeping import kept_since


def last_day_kept(center_id: UUID, now: datetime) -> date:
    """What ended before this day may go at this center."""
    return kept_since(today_at(center_id, now), get_center(center_id).record_years)


def people_outlived(center_id: UUID, now: datetime) -> list[UUID]:
    """Everyone who left the center for good so long ago. Who came back is not among them."""
    wanted = (
        select(Episode.person_id)
        .where(Episode.center_id == center_id)
        .group_by(Episode.person_id)
        .having(
            func.count(Episode.until_on) == func.count(),
            func.max(Episode.until_on) < last_day_kept(center_id, now),
        )
    )
    return list(session().scalars(wanted))


def are_over(stays: Iterable[Episode], before: date) -> bool:
    """Whether every one of these stays ended before that day."""
    return all(
        stay.state == EpisodeState.LEFT and stay.until_on is not None and stay.until_on < before
        for stay in stays
    )
