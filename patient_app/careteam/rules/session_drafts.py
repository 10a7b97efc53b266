"""Changes to one dated session, as staff hand them in."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Move:
    """A new day and time on the wall clock of the series; an end before the start is next day,
    which the form has asked about. No end: it stays as long as it is.
    """

    on: date
    starts: time
    ends: time | None


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who leads this date; None gives it back."""

    facilitator_id: UUID | None


@dataclass(frozen=True, slots=True)
class Cancel:
    """The line people read."""

    reason: str | None


@dataclass(frozen=True, slots=True)
class Details:
    """What this date has of its own; None is as in the series."""

    place: str | None
    join_link: str | None
    topic_id: UUID | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Words for the person, and a new time for a one-to-one session."""

    answer: str
    on: date | None
    starts: time | None


@dataclass(frozen=True, slots=True)
class Marks:
    """Attendance as marked: (person, code or None). `everyone` marks the rest as here."""

    marks: tuple[tuple[UUID, str | None], ...]
    everyone: bool


@dataclass(frozen=True, slots=True)
class Enrol:
    """Episodes to give a place from that day on."""

    episodes: tuple[UUID, ...]
    from_on: date


@dataclass(frozen=True, slots=True)
class Unenrol:
    """Places that end with that day."""

    places: tuple[UUID, ...]
    last_on: date
