"""What an admin may set about a center."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class About:
    """Who the center is and how it works; `languages` are codes in order of preference."""

    name: str
    zone: str
    languages: tuple[str, ...]
    privacy_contact: str | None
    record_years: int
    request_hours: int


@dataclass(frozen=True, slots=True)
class Phones:
    """The office number, and the one for nights and weekends, as typed."""

    office: str | None
    after_hours: str | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of one weekday (0 = Monday) when the office answers, in the center's zone."""

    weekday: int
    opens_local: time
    closes_local: time


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """A whole week; a day without a stretch is closed."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which nobody answers, with the short reason people see."""

    closed_on: date
    reason: str | None


@dataclass(frozen=True, slots=True)
class NewHost:
    """A host name that shall stand for this center."""

    host: str


@dataclass(frozen=True, slots=True)
class NewProgram:
    """A program to invite people to."""

    name: str
    level_of_care: str


@dataclass(frozen=True, slots=True)
class Office:
    """When and how the office can be reached; `closed_on` from today on."""

    center_id: UUID
    zone: str
    phone: str | None
    after_hours: str | None
    hours: tuple[Stretch, ...]
    closed_on: tuple[date, ...]
