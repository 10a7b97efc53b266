"""Who is acting: a value that services may hold without knowing the web."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

FRESH_FOR = timedelta(minutes=10)


class Role(StrEnum):
    """What a person may do at a center."""

    PATIENT = "patient"
    COUNSELOR = "counselor"
    FRONT_DESK = "front_desk"
    ADMIN = "admin"


STAFF_ROLES = frozenset({Role.COUNSELOR, Role.FRONT_DESK, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, for the length of one request.

    `zone` is the person's own, if they chose one. The center's comes along, because nearly every
    page asks what day it is there; `unread` lines of the inbox, because every page shows them.
    """

    person_id: UUID
    session_id: UUID
    subject_id: UUID
    center_id: UUID
    roles: frozenset[Role]
    name: str
    language: str
    zone: str
    center_zone: str
    authenticated_at: datetime
    shared_phone: bool = False
    unread: int = 0

    @property
    def is_patient(self) -> bool:
        return Role.PATIENT in self.roles

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF_ROLES)

    @property
    def clock_zone(self) -> str:
        """The zone to tell this person times in."""
        return self.zone or self.center_zone

    def today(self, now: datetime) -> date:
        """The date on the center's wall."""
        return now.astimezone(ZoneInfo(self.center_zone)).date()

    def is_fresh(self, now: datetime) -> bool:
        """Whether the person proved who they are within the last ten minutes."""
        return now - self.authenticated_at <= FRESH_FOR
