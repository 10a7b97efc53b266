"""What staff hand in for people, checked at the edge."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PatientInvite:
    """A person to invite, the counselors of their team, and the series they begin with."""

    known_as: str
    language: str
    program_id: UUID
    level_of_care: str
    from_on: date
    team: tuple[UUID, ...]
    series: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class NewStaff:
    """A colleague to invite, with codes of Role."""

    name: str
    language: str
    roles: tuple[str, ...]
