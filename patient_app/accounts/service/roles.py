"""Who may do what at which center, from when until when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from patient_app.accounts.models import Person, RoleGrant
from patient_app.accounts.queries.people import roles_at, subject_of
from patient_app.accounts.service.invitations import revoke_codes
from patient_app.accounts.service.sessions import end_sessions
from patient_app.core import audit
from patient_app.core.actors import STAFF_ROLES, Actor, Role
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import Refusal
from patient_app.core.events import StaffLeft, announce
from patient_app.core.messages import N_


class LastAdmin(Refusal):
    """A center without an admin could not let anyone in again."""

    code = "last_admin"
    wording = N_("Make someone else an admin first. A center needs at least one.")


@unit_of_work()
def give_role(
    person_id: UUID, center_id: UUID, role: Role, by: Actor | None, now: datetime
) -> None:
    """Give a role at a center from now on; having it already changes nothing.

    Who becomes staff signs in again: a sign-in made as a patient lasts longer and had no second
    step.
    """
    held = roles_at(person_id, center_id, now)
    if role in held:
        return
    session().add(RoleGrant(person_id=person_id, center_id=center_id, role=role, from_at=now))
    session().flush()
    _note(audit.Act.ROLE_GIVEN, person_id, center_id, role, by)
    if role in STAFF_ROLES and not held & STAFF_ROLES:
        end_sessions(person_id, now, by="role")


@unit_of_work()
def end_role(person_id: UUID, center_id: UUID, role: Role, by: Actor | None, now: datetime) -> None:
    """Take a role back at once: the next request is answered without it. Raises LastAdmin."""
    for grant in _open_grants(person_id, center_id):
        if grant.role == role:
            _close(grant, by, now)


@unit_of_work()
def deactivate_staff(
    person_id: UUID, center_id: UUID, heir_id: UUID | None, by: Actor | None, now: datetime
) -> None:
    """Someone stops working at a center: roles, codes and sign-ins end with this commit.

    Announces StaffLeft, so that open requests and teams go to `heir_id`. Someone who has no role
    left anywhere cannot sign in any more. Raises LastAdmin.
    """
    for grant in _open_grants(person_id, center_id):
        if grant.role in STAFF_ROLES:
            _close(grant, by, now)
    revoke_codes(person_id, now)
    end_sessions(person_id, now, by="left")
    announce(StaffLeft(now, person_id, center_id, heir_id))
    if not _open_grants(person_id):
        session().get_one(Person, person_id, with_for_update=True).deactivated_at = now


def _open_grants(person_id: UUID, center_id: UUID | None = None) -> list[RoleGrant]:
    wanted = select(RoleGrant).where(RoleGrant.person_id == person_id, RoleGrant.until_at.is_(None))
    if center_id is not None:
        wanted = wanted.where(RoleGrant.center_id == center_id)
    return list(session().scalars(wanted.with_for_update()))


def _close(grant: RoleGrant, by: Actor | None, now: datetime) -> None:
    if grant.role == Role.ADMIN and not _other_admin(grant, now):
        raise LastAdmin
    grant.until_at = now
    session().flush()
    _note(audit.Act.ROLE_ENDED, grant.person_id, grant.center_id, Role(grant.role), by)


def _other_admin(grant: RoleGrant, now: datetime) -> bool:
    others = (
        select(RoleGrant.id)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(
            RoleGrant.center_id == grant.center_id,
            RoleGrant.role == Role.ADMIN,
            RoleGrant.person_id != grant.person_id,
            Person.deactivated_at.is_(None),
            or_(RoleGrant.until_at.is_(None), RoleGrant.until_at > now),
        )
    )
    return session().scalar(others.limit(1)) is not None


def _note(act: audit.Act, person_id: UUID, center_id: UUID, role: Role, by: Actor | None) -> None:
    audit.append(
        act,
        actor=by,
        subject_id=subject_of(person_id),
        center_id=center_id,
        thing=f"role:{role}",
        by_program=by is None,
    )
