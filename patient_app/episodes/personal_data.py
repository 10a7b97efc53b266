"""What episodes hold about a person, for download and deletion."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.queries.people import names_of
from patient_app.centers.queries.centers import name_on
from patient_app.core.db import Base, session
from patient_app.core.personal_data import Records
from patient_app.episodes.models import Cover, Episode, EpisodeChange, TeamMember
from patient_app.episodes.queries.episodes import own_episodes

feature = "episodes"
tables: frozenset[type[Base]] = frozenset({Episode, EpisodeChange, TeamMember, Cover})


def export(person_id: UUID) -> Records:
    """Stays, their steps, and who was on the team from when until when."""
    episodes = own_episodes(person_id)
    ids = [episode.id for episode in episodes]
    steps = session().scalars(
        select(EpisodeChange).where(EpisodeChange.episode_id.in_(ids)).order_by(EpisodeChange.at)
    )
    members = session().scalars(
        select(TeamMember).where(TeamMember.episode_id.in_(ids)).order_by(TeamMember.from_at)
    )
    return {
        "episodes": [_episode(episode) for episode in episodes],
        "episode_changes": [{"state": step.state, "at": step.at.isoformat()} for step in steps],
        "care_team": _team(list(members)),
    }


def erase(person_id: UUID, now: datetime) -> None:
    """All of it is program record: it is kept for the center's years, under the erased person.

    The name staff knew them by goes at once.
    """
    for episode in own_episodes(person_id):
        episode.known_as = "–"
        episode.changed_at = now


def _episode(episode: Episode) -> dict[str, object]:
    return {
        "center": name_on(episode.center_id, episode.from_on),
        "known_as": episode.known_as,
        "level_of_care": episode.level_of_care,
        "state": episode.state,
        "from": episode.from_on.isoformat(),
        "until": episode.until_on.isoformat() if episode.until_on else None,
        "leave_from": episode.leave_from_on.isoformat() if episode.leave_from_on else None,
        "leave_until": episode.leave_until_on.isoformat() if episode.leave_until_on else None,
    }


def _team(members: list[TeamMember]) -> list[dict[str, object]]:
    names = names_of({member.staff_id for member in members})
    return [
        {
            "name": names.get(member.staff_id),
            "duty": member.duty,
            "from": member.from_at.isoformat(),
            "until": member.until_at.isoformat() if member.until_at else None,
        }
        for member in members
    ]
