"""From the random ids of the audit back to people, while the link exists."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select

from patient_app.accounts.models import Person, RoleGrant
from patient_app.accounts.queries.names import name_in
from patient_app.core.db import fetch


@dataclass(frozen=True, slots=True)
class Known:
    """A person by name, with the roles they have or had (codes of Role)."""

    name: str
    roles: frozenset[str]


def people_behind(subject_ids: Collection[UUID]) -> dict[UUID, Known]:
    """subject id -> who it is, for those not erased: one query for a whole page."""
    if not subject_ids:
        return {}
    rows = fetch(_behind(), {"subjects": list(subject_ids)})
    roles: dict[UUID, set[str]] = {}
    for row in rows:
        roles.setdefault(row.subject_id, set()).update({row.role} if row.role else set())
    people = {row.subject_id: row for row in rows}
    return {
        each: Known(name_in(row.id, row.name_sealed) or "", frozenset(roles[each]))
        for each, row in people.items()
    }


@cache
def _behind() -> Select[*tuple[Any, ...]]:
    return (
        select(Person.subject_id, Person.id, Person.__table__.c.name_sealed, RoleGrant.role)
        .outerjoin(RoleGrant, RoleGrant.person_id == Person.id)
        .where(Person.subject_id.in_(bindparam("subjects", type_=Uuid(), expanding=True)))
    )
