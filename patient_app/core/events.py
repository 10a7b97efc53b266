"""The closed list of things lower features announce and higher ones act on.

Listeners run inside the unit of work that announces, so cause and effect commit together.
They are wired in one place, `patient_app.registry`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, `at` an instant."""

    at: datetime


@dataclass(frozen=True, slots=True)
class SessionsEnded(Event):
    """Some or all sign-ins of a person ended; `session_ids` names them."""

    person_id: UUID
    session_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class EpisodeStepped(Event):
    """A person stands somewhere else in their program: joined, on leave, back, left."""

    person_id: UUID
    center_id: UUID


@dataclass(frozen=True, slots=True)
class EpisodeEnded(Event):
    """A person left a program."""

    episode_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True)
class RecordOutlived(Event):
    """The years are over for which a center keeps its record of a person who left."""

    person_id: UUID
    center_id: UUID


@dataclass(frozen=True, slots=True)
class InvitationAccepted(Event):
    """An invited person finished their account."""

    person_id: UUID
    center_id: UUID


@dataclass(frozen=True, slots=True)
class CredentialsReplaced(Event):
    """A way back was used: whatever the person had given out before no longer counts."""

    person_id: UUID


@dataclass(frozen=True, slots=True)
class StaffLeft(Event):
    """A member of staff was deactivated; open work goes to `heir_id`."""

    person_id: UUID
    center_id: UUID
    heir_id: UUID | None


@dataclass(frozen=True, slots=True)
class OccurrenceChanged(Event):
    """One dated session was cancelled, moved or given another place or facilitator."""

    occurrence_id: UUID
    center_id: UUID


E = TypeVar("E", bound=Event)
_listeners: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def listen(kind: type[E], listener: Callable[[E], None]) -> None:
    """Have `listener` called for each `kind`; wiring twice has no effect."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def announce(event: Event) -> None:
    """Tell every listener, now, in the same unit of work."""
    for listener in _listeners[type(event)]:
        listener(event)
