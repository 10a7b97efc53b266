"""Who people are, for the features above."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, exists, or_, select

from patient_app.accounts.models import Passkey, Password, Person, RoleGrant, Totp
from patient_app.accounts.queries.names import name_in
from patient_app.accounts.rules.names import normal_name
from patient_app.centers.queries.zones import zone_rows
from patient_app.core.actors import STAFF_ROLES, Role
from patient_app.core.db import fetch, session
from patient_app.core.sealed import blind_index


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One person working at a center, with every role they have there now."""

    person_id: UUID
    name: str
    roles: frozenset[Role]


def name_key(sign_in_name: str) -> bytes:
    """How a sign-in name is looked up: one key for every spelling of it."""
    return blind_index("person.sign_in_name", normal_name(sign_in_name))


def subject_of(person_id: UUID) -> UUID | None:
    """How the audit speaks of a person; None once they were erased."""
    return session().scalar(select(Person.subject_id).where(Person.id == person_id))


def subjects_of(person_ids: Collection[UUID]) -> list[UUID]:
    """How the audit speaks of several people: one query; the erased are left out."""
    rows = fetch(_subjects(), {"people": list(person_ids)})
    return [row.subject_id for row in rows if row.subject_id is not None]


@cache
def _subjects() -> Select[UUID | None]:
    return select(Person.subject_id).where(
        Person.id.in_(bindparam("people", type_=Uuid(), expanding=True))
    )


def find_by_sign_in_name(sign_in_name: str) -> Person | None:
    """The person who signs in under this name, however it is spelled."""
    return session().scalar(select(Person).where(Person.sign_in_key == name_key(sign_in_name)))


def name_taken(sign_in_name: str, *, by_other_than: UUID) -> bool:
    """Whether somebody else signs in under this name."""
    holder = find_by_sign_in_name(sign_in_name)
    return holder is not None and holder.id != by_other_than


def names_of(person_ids: Collection[UUID | None]) -> dict[UUID, str]:
    """Display names by person: one query for a whole page, none for nobody."""
    known = {each for each in person_ids if each is not None}
    if not known:
        return {}
    rows = fetch(_names(), {"people": list(known)})
    return {row.id: name_in(row.id, row.name_sealed) or "" for row in rows}


@cache
def _names() -> Select[*tuple[Any, ...]]:
    return select(Person.id, Person.__table__.c.name_sealed).where(
        Person.id.in_(bindparam("people", type_=Uuid(), expanding=True))
    )


def language_of(person_id: UUID) -> str:
    """The language a person reads; English for nobody."""
    return session().scalar(select(Person.language).where(Person.id == person_id)) or "en"


def clocks_of(person_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Language and zone by person; who chose no zone has that of the center they came to first."""
    here = zone_rows()
    wanted = (
        select(Person.id, Person.language, Person.zone, here.c.zone.label("center_zone"))
        .outerjoin(RoleGrant, RoleGrant.person_id == Person.id)
        .outerjoin(here, here.c.id == RoleGrant.center_id)
        .where(Person.id.in_(person_ids))
        .order_by(RoleGrant.from_at.desc())
    )
    return {
        row.id: (row.language, row.zone or row.center_zone or "UTC")
        for row in session().execute(wanted)
    }


def has_account(person_id: UUID) -> bool:
    """Whether the person has finished an account."""
    key = session().scalar(select(Person.sign_in_key).where(Person.id == person_id))
    return key is not None


def with_account(person_ids: Collection[UUID]) -> set[UUID]:
    """Those of several people who have finished an account: one query."""
    wanted = select(Person.id).where(Person.id.in_(person_ids), Person.sign_in_key.is_not(None))
    return set(session().scalars(wanted))


def half_made(person_ids: Collection[UUID]) -> set[UUID]:
    """Those whose password stands alone: without a passkey or a proved app it opens nothing."""
    wanted = select(Password.person_id).where(
        Password.person_id.in_(person_ids),
        ~exists().where(Passkey.person_id == Password.person_id),
        ~exists().where(Totp.person_id == Password.person_id, Totp.confirmed_at.is_not(None)),
    )
    return set(session().scalars(wanted))


def roles_at(person_id: UUID, center_id: UUID, now: datetime) -> frozenset[Role]:
    """The roles a person has at a center right now."""
    rows = session().scalars(
        select(RoleGrant.role).where(
            RoleGrant.person_id == person_id, RoleGrant.center_id == center_id, *_in_force(now)
        )
    )
    return frozenset(Role(role) for role in rows)


def centers_of(person_id: UUID, now: datetime) -> list[UUID]:
    """The centers where a person has a role now, the longest-standing first."""
    rows = session().scalars(
        select(RoleGrant.center_id)
        .where(RoleGrant.person_id == person_id, *_in_force(now))
        .order_by(RoleGrant.from_at, RoleGrant.id)
    )
    return list(dict.fromkeys(rows))


def staff_of(center_id: UUID, now: datetime) -> list[StaffMember]:
    """Everyone working at a center now, by name. One query."""
    rows = session().execute(
        select(Person, RoleGrant.role)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.center_id == center_id,
            RoleGrant.role.in_(STAFF_ROLES),
            Person.deactivated_at.is_(None),
            *_in_force(now),
        )
    )
    roles: dict[UUID, set[Role]] = {}
    names: dict[UUID, str] = {}
    for person, role in rows:
        roles.setdefault(person.id, set()).add(Role(role))
        names.setdefault(person.id, person.name)
    found = [StaffMember(each, names[each], frozenset(held)) for each, held in roles.items()]
    return sorted(found, key=lambda member: (member.name.casefold(), str(member.person_id)))


def _in_force(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        RoleGrant.from_at <= now,
        or_(RoleGrant.until_at.is_(None), RoleGrant.until_at > now),
    )


def unerased_people() -> list[UUID]:
    """Everyone who has not been deleted."""
    return list(session().scalars(select(Person.id).where(Person.erased_at.is_(None))))
