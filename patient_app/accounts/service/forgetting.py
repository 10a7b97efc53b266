"""The last trace of someone who has no account here."""

from uuid import UUID

from sqlalchemy import delete, select

from patient_app.accounts.models import Challenge, Invitation, Person, RoleGrant, SignInStep
from patient_app.core.actors import Role
from patient_app.core.db import session, unit_of_work


@unit_of_work()
def forget_person(person_id: UUID) -> bool:
    """Delete the row of a person whom no record needs any more; whether it went.

    It stays while there is an account, which is the person's own, and for whoever has worked
    here: what they wrote down for others names them.
    """
    person = session().get(Person, person_id, with_for_update=True)
    if person is None or person.sign_in_key is not None or _has_worked_here(person_id):
        return False
    for table in (SignInStep, Challenge, Invitation, RoleGrant):
        session().execute(delete(table).where(table.person_id == person_id))
    session().delete(person)
    session().flush()
    return True


def _has_worked_here(person_id: UUID) -> bool:
    wanted = select(RoleGrant.id).where(
        RoleGrant.person_id == person_id, RoleGrant.role != Role.PATIENT
    )
    return session().scalar(wanted.limit(1)) is not None
