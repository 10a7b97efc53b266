"""Episodes, each through its center or its own person."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select

from patient_app.core.db import fetch, session
from patient_app.core.errors import NotFound
from patient_app.core.sealed import opened
from patient_app.episodes.models import Episode, EpisodeChange
from patient_app.episodes.rules.states import IN_PROGRAM, OPEN


def get_episode_in_center(center_id: UUID, episode_id: UUID) -> Episode:
    """Raises NotFound for an episode of another center."""
    found = session().get(Episode, episode_id)
    if found is None or found.center_id != center_id:
        raise NotFound
    return found


def get_person_episode(center_id: UUID, person_id: UUID) -> Episode:
    """The person's latest episode at this center, ended or not. Raises NotFound."""
    found = session().scalar(
        select(Episode)
        .where(Episode.center_id == center_id, Episode.person_id == person_id)
        .order_by(Episode.from_on.desc(), Episode.changed_at.desc())
    )
    if found is None:
        raise NotFound
    return found


def own_episodes(person_id: UUID) -> list[Episode]:
    """All of a person's own episodes, the latest first."""
    wanted = select(Episode).where(Episode.person_id == person_id)
    return list(session().scalars(wanted.order_by(Episode.from_on.desc())))


def is_in_program(person_id: UUID, center_id: UUID) -> bool:
    """Whether the person is in a program of the center now, on leave included."""
    wanted = select(Episode.id).where(
        Episode.person_id == person_id,
        Episode.center_id == center_id,
        Episode.state.in_(IN_PROGRAM),
    )
    return session().scalar(wanted.limit(1)) is not None


def open_episodes(center_id: UUID) -> list[Episode]:
    """Everyone invited to or in a program of the center, by name."""
    wanted = select(Episode).where(Episode.center_id == center_id, Episode.state.in_(OPEN))
    return by_name(session().scalars(wanted))


def episodes_by_id(center_id: UUID, episode_ids: Collection[UUID]) -> dict[UUID, Episode]:
    """Those of `episode_ids` that belong to the center: one query."""
    wanted = select(Episode).where(Episode.center_id == center_id, Episode.id.in_(episode_ids))
    return {episode.id: episode for episode in session().scalars(wanted)}


def known_names(center_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, str]:
    """person -> the name staff know them by; of several episodes the latest speaks."""
    if not person_ids:
        return {}
    rows = fetch(_known_names(), {"center": center_id, "people": list(person_ids)})
    held = {row.person_id: row for row in rows}
    return {
        each: opened("episode.known_as", row.id, row.known_as_sealed) or ""
        for each, row in held.items()
    }


@cache
def _known_names() -> Select[*tuple[Any, ...]]:
    return (
        select(Episode.person_id, Episode.id, Episode.__table__.c.known_as_sealed)
        .where(
            Episode.center_id == bindparam("center", type_=Uuid()),
            Episode.person_id.in_(bindparam("people", type_=Uuid(), expanding=True)),
        )
        .order_by(Episode.from_on)
    )


def changes_of(episode_id: UUID) -> list[EpisodeChange]:
    """The steps of an episode, the latest first."""
    wanted = select(EpisodeChange).where(EpisodeChange.episode_id == episode_id)
    return list(session().scalars(wanted.order_by(EpisodeChange.at.desc())))


def by_name(episodes: Iterable[Episode]) -> list[Episode]:
    """In order of the name staff know them by: names are sealed, so the database cannot sort."""
    return sorted(episodes, key=lambda each: (each.known_as.casefold(), str(each.id)))
