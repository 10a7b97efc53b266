"""Whose sessions go on: a condition for the features that hang on an episode."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, Subquery, or_, select

from patient_app.core.db import session
from patient_app.episodes.models import Episode
from patient_app.episodes.rules.states import ATTENDS, EpisodeState

Given = UUID | BindParameter[UUID]
"""An id, or the place of one in a statement that is built once."""


def in_state(states: Collection[EpisodeState]) -> ColumnElement[bool]:
    """The condition under which an episode is in one of these states.

    Not `in_`: SQLAlchemy writes its list anew into the statement each time it is sent.
    """
    return or_(*(Episode.state == state for state in sorted(states)))


def attending(person_id: Given, center_id: Given) -> Select[UUID]:
    """Ids of the person's episodes that have sessions now, for use inside another query."""
    return select(Episode.id).where(
        Episode.person_id == person_id,
        Episode.center_id == center_id,
        in_state(ATTENDS),
    )


def attending_at(center_id: Given) -> Select[UUID]:
    """The same for everyone of a center: who is on a roster today."""
    return select(Episode.id).where(Episode.center_id == center_id, in_state(ATTENDS))


def attending_anywhere() -> Select[UUID]:
    """The same for everyone: whose sessions go on."""
    return select(Episode.id).where(in_state(ATTENDS))


def attending_people() -> list[UUID]:
    """Everyone whose sessions go on."""
    wanted = select(Episode.person_id).where(in_state(ATTENDS)).distinct()
    return list(session().scalars(wanted))


def standing_at(center_id: Given) -> Subquery:
    """Rows `id, state` of a center's episodes, to say why somebody on a roster is not expected."""
    wanted = select(Episode.id, Episode.state).where(Episode.center_id == center_id)
    return wanted.subquery("standing")


@dataclass(frozen=True, slots=True)
class Stay:
    """Whether a person's latest stay at a center is over, and whether the card about tolerance is
    still to be shown for it.
    """

    over: bool
    card_due: bool


def latest_stay(person_id: Given, center_id: Given) -> Subquery:
    """One row `stay_state, card_seen_at` at most, for use beside another query's rows."""
    return (
        select(
            Episode.state.label("stay_state"),
            Episode.tolerance_card_seen_at.label("card_seen_at"),
        )
        .where(Episode.person_id == person_id, Episode.center_id == center_id)
        .order_by(Episode.from_on.desc(), Episode.changed_at.desc())
        .limit(1)
        .subquery("stay")
    )


def stay_of(state: str | None, card_seen_at: datetime | None) -> Stay:
    """The two columns of `latest_stay` in words of ours."""
    over = state == EpisodeState.LEFT
    return Stay(over, over and card_seen_at is None)
