"""The second factor of staff: six digits from an app. A passkey needs none beside it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from patient_app.accounts.models import RoleGrant, Totp
from patient_app.accounts.rules.confirming import SIX_DIGITS
from patient_app.accounts.rules.second_factor import matching_step, new_secret
from patient_app.accounts.service.throttle import admit, forgive, tried
from patient_app.centers.queries.centers import get_center
from patient_app.core.actors import STAFF_ROLES, Actor
from patient_app.core.audit import Act, append
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import Refusal
from patient_app.core.messages import N_


class WrongCode(Refusal):
    """Not the six digits of this half minute, or digits used before."""

    status = 422
    code = "wrong_code"
    wording = N_("That code did not match. Wait for the next one and type it again.")


def required_for(person_id: UUID, center_id: UUID, now: datetime, *, demo_allowed: bool) -> bool:
    """Staff need one, except in the demo center of this machine."""
    held = select(RoleGrant.id).where(
        RoleGrant.person_id == person_id,
        RoleGrant.center_id == center_id,
        RoleGrant.role.in_(STAFF_ROLES),
        RoleGrant.from_at <= now,
        or_(RoleGrant.until_at.is_(None), RoleGrant.until_at > now),
    )
    if session().scalars(held.limit(1)).first() is None:
        return False
    return not (demo_allowed and get_center(center_id).is_demo)


def has_app(person_id: UUID) -> bool:
    """Whether an authenticator app is set up and has been proved once."""
    row = _totp(person_id)
    return row is not None and row.confirmed_at is not None


def open_secret(person_id: UUID) -> str | None:
    """The secret of a set-up that was begun and not finished."""
    row = _totp(person_id)
    return row.secret if row is not None and row.confirmed_at is None else None


@unit_of_work()
def begin_app(person_id: UUID) -> None:
    """Make the secret to scan; one that works already stays as it is.

    One that was begun and not finished is replaced: somebody else may have seen it.
    """
    row = _totp(person_id)
    if row is None:
        session().add(Totp(person_id=person_id, secret=new_secret(), confirmed_at=None))
    elif row.confirmed_at is None:
        row.secret = new_secret()


def prove_digits(person_id: UUID, typed: str, now: datetime) -> None:
    """Raises WrongCode, or TooManyTries. Not inside a unit of work: a wrong try stays counted."""
    counted = [tried(SIX_DIGITS, str(person_id))]
    admit(counted, now)
    check_digits(person_id, typed, now)
    forgive(counted, now, all_of_them=True)


@unit_of_work()
def check_digits(person_id: UUID, typed: str, now: datetime) -> None:
    """Accept six digits once; the first accepted ones finish the set-up. Raises WrongCode."""
    row = (
        session()
        .scalars(select(Totp).where(Totp.person_id == person_id).with_for_update())
        .one_or_none()
    )
    step = matching_step(row.secret, typed, now, row.last_step) if row is not None else None
    if row is None or step is None:
        raise WrongCode
    row.last_step = step
    row.confirmed_at = row.confirmed_at or now


@unit_of_work()
def remove_app(actor: Actor) -> None:
    """Stop using the authenticator app; the next sign-in asks for a new set-up."""
    row = _totp(actor.person_id)
    if row is None:
        return
    session().delete(row)
    append(Act.SIGN_IN_CHANGED, actor=actor, subject_id=actor.subject_id, thing=f"totp:{row.id}")


def _totp(person_id: UUID) -> Totp | None:
    return session().scalars(select(Totp).where(Totp.person_id == person_id)).one_or_none()
