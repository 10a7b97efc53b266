"""The second factor of staff: six digits from an app. A passkey needs none beside it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from patient_app.accounts.models import RoleGrant, Totp
from patient_app.accounts.queries.people import centers_of
from patient_app.accounts.rules.confirming import SIX_DIGITS
from patient_app.accounts.rules.second_factor import NewApp, matching_step
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


def required_somewhere(person_id: UUID, now: datetime, *, demo_allowed: bool) -> bool:
    """Whether any center a person works at asks for one: an account is one for all of them."""
    return any(
        required_for(person_id, center_id, now, demo_allowed=demo_allowed)
        for center_id in centers_of(person_id, now)
    )


def has_app(person_id: UUID) -> bool:
    """Whether an authenticator app is set up and has been proved once."""
    row = _totp(person_id)
    return row is not None and row.confirmed_at is not None


def prove_new(person_id: UUID, secret: str, typed: str, now: datetime) -> NewApp:
    """The app that shows the right digits of a secret just scanned. Nothing is kept yet.

    Raises WrongCode, or TooManyTries. Not inside a unit of work: a wrong try stays counted.
    """
    counted = [tried(SIX_DIGITS, str(person_id))]
    admit(counted, now)
    step = matching_step(secret, typed, now, 0)
    if step is None:
        raise WrongCode
    forgive(counted, now, all_of_them=True)
    return NewApp(secret, step)


@unit_of_work()
def keep_app(person_id: UUID, app: NewApp, now: datetime) -> UUID:
    """This app proves the person from now on; one before it stops."""
    row = _totp(person_id) or Totp(person_id=person_id)
    row.secret, row.last_step, row.confirmed_at = app.secret, app.last_step, now
    session().add(row)
    session().flush()
    return row.id


@unit_of_work()
def change_own_app(actor: Actor, app: NewApp, now: datetime) -> None:
    """Someone signed in has set up an app on another phone."""
    row_id = keep_app(actor.person_id, app, now)
    append(Act.SIGN_IN_CHANGED, actor=actor, subject_id=actor.subject_id, thing=f"totp:{row_id}")


def prove_digits(person_id: UUID, typed: str, now: datetime) -> None:
    """Raises WrongCode, or TooManyTries. Not inside a unit of work: a wrong try stays counted."""
    counted = [tried(SIX_DIGITS, str(person_id))]
    admit(counted, now)
    check_digits(person_id, typed, now)
    forgive(counted, now, all_of_them=True)


@unit_of_work()
def check_digits(person_id: UUID, typed: str, now: datetime) -> None:
    """Accept six digits once, of an app that was proved while the account was finished: nobody
    sets one up at the door. Raises WrongCode.
    """
    row = (
        session()
        .scalars(select(Totp).where(Totp.person_id == person_id).with_for_update())
        .one_or_none()
    )
    if row is None or row.confirmed_at is None:
        raise WrongCode
    step = matching_step(row.secret, typed, now, row.last_step)
    if step is None:
        raise WrongCode
    row.last_step = step


def _totp(person_id: UUID) -> Totp | None:
    return session().scalars(select(Totp).where(Totp.person_id == person_id)).one_or_none()
