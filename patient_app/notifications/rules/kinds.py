"""What a feature brings so that people can be reminded of its things. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Discretion(StrEnum):
    """How much a lock screen tells."""

    NEUTRAL = "neutral"  # "You have a reminder"
    SOME = "some"  # what sort of thing, and when
    FULL = "full"  # its name


class Manner(StrEnum):
    """How a kind treats the hours in which a person wants to be left alone."""

    BOUND = "bound"  # of use only before its event
    CHANGE = "change"  # something moved: silently at once when the event is near
    FREE = "free"  # any hour of the day will do
    URGENT = "urgent"  # asked for by the person, this moment


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder as its kind sees it."""

    id: UUID
    person_id: UUID
    center_id: UUID | None
    cause_id: UUID
    edition: int
    lead: int
    event_at: datetime | None


@dataclass(frozen=True, slots=True)
class Telling:
    """What a reminder says: `some` and `full` for lock screens, `note` for the inbox alone.

    `path` is the page it opens.
    """

    some: str
    full: str
    path: str
    note: str | None = None
    icon: str = "bell"


@dataclass(frozen=True, slots=True)
class ReminderKind:
    """`number` is what a push carries in place of a name; it never changes and is never reused.

    `label` is the switch's English message. `holding(due, now)` gives the ids of those that are
    still true, one query for all; `tell(due, now)` their words in the language in force, by id.
    `capped` kinds count against the most a person wants in a day. `leads`: the person chooses how
    long before.
    """

    code: str
    number: int
    label: str
    hint: str
    manner: Manner
    holding: Callable[[Sequence[Due], datetime], set[UUID]]
    tell: Callable[[Sequence[Due], datetime], dict[UUID, Telling]]
    urgent: bool = False
    capped: bool = True
    leads: bool = False
    switch: bool = True


Kinds = dict[str, ReminderKind]
