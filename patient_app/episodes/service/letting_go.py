"""When a record has been kept for the center's years, it goes.

The years count from the day the person left for good: whoever came back has a record that is
still being written, and keeps all of it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.accounts.service.forgetting import forget_person
from patient_app.centers.queries.centers import all_centers
from patient_app.core.db import session, unit_of_work
from patient_app.core.events import RecordOutlived, announce
from patient_app.episodes.models import Cover, Episode, EpisodeChange, TeamMember
from patient_app.episodes.queries.episodes import own_episodes
from patient_app.episodes.queries.outlived import are_over, last_day_kept, people_outlived


def let_go_of_old_records(now: datetime) -> int:
    """Delete what every center has kept long enough; of how many people."""
    return sum(_let_go_at(center.id, now) for center in all_centers())


def _let_go_at(center_id: UUID, now: datetime) -> int:
    _let_go_of_covers(center_id, now)
    return sum(_let_go(center_id, person, now) for person in people_outlived(center_id, now))


@unit_of_work()
def _let_go(center_id: UUID, person_id: UUID, now: datetime) -> bool:
    """All of one person's record at one center, in one commit; announces RecordOutlived."""
    wanted = select(Episode).where(Episode.center_id == center_id, Episode.person_id == person_id)
    stays = list(session().scalars(wanted.with_for_update()))
    if not are_over(stays, last_day_kept(center_id, now)):
        return False  # came back a moment ago
    announce(RecordOutlived(now, person_id, center_id))
    ids = [stay.id for stay in stays]
    for table in (EpisodeChange, TeamMember):
        session().execute(delete(table).where(table.episode_id.in_(ids)))
    session().execute(delete(Episode).where(Episode.id.in_(ids)))
    if not own_episodes(person_id):
        forget_person(person_id)
    return True


@unit_of_work()
def _let_go_of_covers(center_id: UUID, now: datetime) -> None:
    old = Cover.until_on < last_day_kept(center_id, now)
    session().execute(delete(Cover).where(Cover.center_id == center_id, old))
