"""From a proven person to a signed-in browser."""

from datetime import datetime
from uuid import UUID

from patient_app.accounts.models import Person, SignInSession
from patient_app.accounts.queries.people import centers_of, roles_at
from patient_app.accounts.queries.sessions import find_by_token
from patient_app.accounts.queries.steps import find_step
from patient_app.accounts.rules.entering import TWO_THINGS, Proof, Visit, Waiting
from patient_app.accounts.rules.lifetimes import Lifetime, lifetime
from patient_app.accounts.rules.steps import StepKind
from patient_app.accounts.service.passwords import WrongPassword
from patient_app.accounts.service.second_factor import required_for
from patient_app.accounts.service.sessions import (
    Started,
    end_sessions,
    renew_session,
    start_session,
)
from patient_app.accounts.service.steps import close_step, open_step
from patient_app.centers.queries.centers import get_center
from patient_app.core.actors import STAFF_ROLES
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import SignedOut


@unit_of_work()
def enter(person_id: UUID, proof: Proof, visit: Visit, now: datetime) -> Started | Waiting:
    """Sign a proven person in, or send staff with only a password to the second step.

    The center is the host's when the person has a role there, else their longest-standing one.
    Raises WrongPassword, like any wrong try, for someone with no role anywhere.
    """
    center_id = _center(person_id, visit, now)
    needs_second = required_for(person_id, center_id, now, demo_allowed=visit.demo_allowed)
    if needs_second and proof not in TWO_THINGS:
        return Waiting(
            open_step(
                StepKind.SECOND_FACTOR,
                person_id,
                center_id,
                now,
                shared_phone=visit.shared_phone,
                next_path=visit.next_path,
            )
        )
    return _start(person_id, center_id, visit, now, second_factor=proof in TWO_THINGS)


@unit_of_work()
def finish_second_factor(
    token: str | None, now: datetime, *, device: str | None = None, held_token: str | None = None
) -> Started:
    """Sign in the member of staff whose second proof was right. Raises SignedOut when too late."""
    step = find_step(token, StepKind.SECOND_FACTOR, now)
    if step is None:
        raise SignedOut
    close_step(step.id)
    visit = Visit(device=device, held_token=held_token, shared_phone=step.shared_phone)
    return _start(step.person_id, step.center_id, visit, now, second_factor=True)


def _center(person_id: UUID, visit: Visit, now: datetime) -> UUID:
    centers = [
        center_id
        for center_id in centers_of(person_id, now)
        if visit.demo_allowed or not get_center(center_id).is_demo
    ]
    if not centers:
        raise WrongPassword
    return visit.host_center if visit.host_center in centers else centers[0]


def _start(
    person_id: UUID, center_id: UUID, visit: Visit, now: datetime, *, second_factor: bool
) -> Started:
    shared = visit.shared_phone or session().get_one(Person, person_id).shares_phone
    lasts = _lifetime(person_id, center_id, now, shared_phone=shared)
    held = find_by_token(visit.held_token)
    if held is not None and held.person_id == person_id:
        return renew_session(
            held.id,
            lasts,
            now,
            center_id=center_id,
            shared_phone=shared,
            second_factor=second_factor,
        )
    _hand_over(held, now)
    return start_session(
        person_id,
        center_id,
        lasts,
        now,
        device=visit.device,
        shared_phone=shared,
        second_factor=second_factor,
    )


def _hand_over(held: SignInSession | None, now: datetime) -> None:
    # Someone else takes this browser over: reminders for the one before must stop reaching it.
    if held is not None:
        end_sessions(held.person_id, now, by="replaced", only=held.id)


def _lifetime(person_id: UUID, center_id: UUID, now: datetime, *, shared_phone: bool) -> Lifetime:
    is_staff = bool(roles_at(person_id, center_id, now) & STAFF_ROLES)
    return lifetime(is_staff=is_staff, shared_phone=shared_phone)
