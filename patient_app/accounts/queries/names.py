"""People's names as a part of other features' queries: a page then asks once, not twice."""

from uuid import UUID

from sqlalchemy import Subquery, select

from patient_app.accounts.models import Person
from patient_app.core.sealed import opened


def name_rows(label: str) -> Subquery:
    """Rows `id, name` (sealed) of everyone, to join a feature's own tables to; see `name_in`."""
    return select(Person.id, Person.__table__.c.name_sealed.label("name")).subquery(label)


def name_in(person_id: UUID | None, held: bytes | None) -> str | None:
    """The display name in a column of `name_rows`; None where there is nobody."""
    return opened("person.name", person_id, held)
