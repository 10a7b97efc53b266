"""Colleagues and their roles."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patient_app.accounts.queries.people import StaffMember, half_made, staff_of, with_account
from patient_app.careteam.words import STAFF_ROLE_WORDS
from patient_app.centers.queries.centers import get_center
from patient_app.core.errors import NotFound
from patient_app.core.i18n import gettext


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One colleague of the list. `tag`: what still stands between them and their account."""

    person_id: UUID
    name: str
    roles: str
    tag: str | None


def staff_lines(center_id: UUID, now: datetime) -> list[StaffLine]:
    """Everyone who works at a center, by name."""
    members = staff_of(center_id, now)
    people = {member.person_id for member in members}
    joined = with_account(people)
    half = set() if get_center(center_id).is_demo else half_made(people)
    return [
        StaffLine(
            person_id=member.person_id,
            name=member.name,
            roles=", ".join(text for code, text in role_choices() if code in member.roles),
            tag=_tag(member.person_id, joined, half),
        )
        for member in members
    ]


def _tag(person_id: UUID, joined: Collection[UUID], half: Collection[UUID]) -> str | None:
    if person_id not in joined:
        return gettext("Invited")
    return gettext("Needs a new code") if person_id in half else None


def staff_member(center_id: UUID, person_id: UUID, now: datetime) -> StaffMember:
    """One colleague of this center. Raises NotFound."""
    for member in staff_of(center_id, now):
        if member.person_id == person_id:
            return member
    raise NotFound


def role_choices() -> list[tuple[str, str]]:
    """Roles of staff, each with its words."""
    return [(code, gettext(text)) for code, text in STAFF_ROLE_WORDS.items()]
