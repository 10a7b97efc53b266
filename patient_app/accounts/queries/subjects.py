"""From the random ids of the audit back to people, while the link exists."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.models import Person, RoleGrant
from patient_app.core.db import session


@dataclass(frozen=True, slots=True)
class Known:
    """A person by name, with the roles they have or had (codes of Role)."""

    name: str
    roles: frozenset[str]


def people_behind(subject_ids: Collection[UUID]) -> dict[UUID, Known]:
    """subject id -> who it is, for those not erased: one query for a whole page."""
    rows = session().execute(
        select(Person, RoleGrant.role)
        .outerjoin(RoleGrant, RoleGrant.person_id == Person.id)
        .where(Person.subject_id.in_(subject_ids))
    )
    names: dict[UUID, str] = {}
    roles: dict[UUID, set[str]] = {}
    for person, role in rows:
        if person.subject_id is not None:
            names[person.subject_id] = person.name
            roles.setdefault(person.subject_id, set()).update({role} if role else set())
    return {each: Known(name, frozenset(roles[each])) for each, name in names.items()}
