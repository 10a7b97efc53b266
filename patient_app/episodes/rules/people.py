"""Values about the people of an episode."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from patient_app.core.messages import N_

ANNOUNCED_FOR = timedelta(hours=24)
"""A new member of a care team waits this long, or until the person has seen the name."""

DUTIES = {
    "counselor": N_("Counselor"),
    "case_manager": N_("Case manager"),
    "prescriber": N_("Prescriber"),
    "nurse": N_("Nurse"),
    "peer": N_("Peer support"),
    "family": N_("Family counselor"),
    "supervisor": N_("Supervisor"),
}


@dataclass(frozen=True, slots=True)
class NewMember:
    """Whom to put on a care team, and as what (a code of DUTIES)."""

    staff_id: UUID
    duty: str


@dataclass(frozen=True, slots=True)
class NewPatient:
    """Whom to invite; `known_as` is how staff call the person, who will see it."""

    program_id: UUID
    known_as: str
    language: str
    level_of_care: str
    from_on: date
    team: tuple[NewMember, ...]


@dataclass(frozen=True, slots=True)
class Leave:
    """Time away, both days included; without `until_on`, until the person is back."""

    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class NewCover:
    """Who stands in for a member of staff, both days included."""

    cover_id: UUID
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who stands in for one of a team, both days included; `seen` once the patient has read it."""

    name: str
    from_on: date
    until_on: date
    seen: bool


@dataclass(frozen=True, slots=True)
class TeamPerson:
    """One person of a care team; before `from_at` they see nothing yet.

    `stand_ins` are those of today and later, in order.
    """

    member_id: UUID
    staff_id: UUID
    name: str
    duty: str
    announced_at: datetime
    from_at: datetime
    seen: bool
    in_effect: bool
    stand_ins: tuple[StandIn, ...]

    @property
    def has_news(self) -> bool:
        """Whether the patient has something to read here: a new name, or a new stand-in."""
        return not self.seen or any(not each.seen for each in self.stand_ins)
