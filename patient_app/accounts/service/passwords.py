"""Passwords: checked, hashed and proved. Argon2id, two at a time in each process."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select

from patient_app.accounts.models import Password, Person
from patient_app.accounts.queries.people import name_key
from patient_app.accounts.rules.brakes import ACCOUNT, NETWORK
from patient_app.accounts.rules.names import normal_name
from patient_app.accounts.rules.passwords import bare, normal_password, wrong_with
from patient_app.accounts.service.open_doors import close_open_doors
from patient_app.accounts.service.sessions import end_sessions
from patient_app.accounts.service.throttle import Tried, admit, forgive, tried
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import Refusal
from patient_app.core.messages import N_

# OWASP's least memory for argon2id; measured 19 ms here. More would let 30 tries a second
# stand in everyone's way.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_two_at_a_time = BoundedSemaphore(2)
_COMMON = Path(__file__).resolve().parents[1] / "words" / "common.txt"


class WrongPassword(Refusal):
    """The name and the password do not belong together; nothing tells which of them is wrong."""

    status = 422
    code = "wrong_password"
    wording = N_("That name and password do not go together. Check both and try again.")


class WeakPassword(Refusal):
    """Refused by rule; `details["why"]` is the sentence for the person."""

    status = 422
    code = "weak_password"
    wording = N_("Please choose another password.")


@cache
def common_passwords() -> frozenset[str]:
    """The shipped list of long common passwords and sayings, bare."""
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(bare(line) for line in lines if line)


def hash_password(typed: str, names: Collection[str]) -> str:
    """An argon2id hash. Raises WeakPassword. Never call it inside a unit of work: it is slow."""
    why = wrong_with(typed, names, common_passwords())
    if why is not None:
        raise WeakPassword(why=why)
    return _hash(typed)


@unit_of_work()
def keep_hash(person_id: UUID, password_hash: str, now: datetime) -> None:
    """Make this the person's one password."""
    session().execute(delete(Password).where(Password.person_id == person_id))
    session().add(Password(person_id=person_id, hash=password_hash, changed_at=now))
    session().flush()


@unit_of_work()
def change_own_password(actor: Actor, password_hash: str, now: datetime) -> None:
    """A new password for a signed-in person; every other device is signed out."""
    keep_hash(actor.person_id, password_hash, now)
    end_sessions(actor.person_id, now, by="password", keep=actor.session_id)
    close_open_doors(actor.person_id, now)
    audit.append(
        audit.Act.SIGN_IN_CHANGED, actor=actor, subject_id=actor.subject_id, thing="password"
    )


@unit_of_work()
def forget_password(person_id: UUID) -> None:
    """The person has no password from here on."""
    session().execute(delete(Password).where(Password.person_id == person_id))


def prove_password(name: str, typed: str, network: str, now: datetime) -> UUID:
    """Who this is. Raises TooManyTries before any hashing, and WrongPassword.

    An unknown name costs the same hash and gets the same answer. Not inside a unit of work: a
    refused try must stay counted.
    """
    account = tried(ACCOUNT, normal_name(name))
    place = tried(NETWORK, network)
    admit([account, place], now)
    nobody = _of_nobody()
    person_id, held = _held_by(name)
    if not _verify(held or nobody, typed) or person_id is None or held is None:
        raise WrongPassword
    _settle(person_id, held, typed, account, place, now)
    return person_id


def has_password(person_id: UUID) -> bool:
    """Whether the person can sign in with a password."""
    return session().scalar(select(Password.id).where(Password.person_id == person_id)) is not None


def _held_by(name: str) -> tuple[UUID | None, str | None]:
    row = (
        session()
        .execute(
            select(Person.id, Password.hash)
            .join(Password, Password.person_id == Person.id)
            .where(
                Person.sign_in_key == name_key(name),
                Person.deactivated_at.is_(None),
                Person.erased_at.is_(None),
            )
        )
        .first()
    )
    return (row[0], row[1]) if row else (None, None)


def _settle(
    person_id: UUID, held: str, typed: str, account: Tried, place: Tried, now: datetime
) -> None:
    newer = _hash(typed) if _hasher.check_needs_rehash(held) else None
    _note_success(person_id, newer, account, place, now)


@unit_of_work()
def _note_success(
    person_id: UUID, newer: str | None, account: Tried, place: Tried, now: datetime
) -> None:
    forgive([account], now, all_of_them=True)
    forgive([place], now)
    if newer is not None:
        keep_hash(person_id, newer, now)


def _hash(typed: str) -> str:
    with _two_at_a_time:
        return _hasher.hash(normal_password(typed))


def _verify(held: str, typed: str) -> bool:
    with _two_at_a_time:
        try:
            return _hasher.verify(held, normal_password(typed))
        except (VerificationError, InvalidHashError):
            return False


@cache
def _of_nobody() -> str:
    """A hash that nothing matches, so that an unknown name takes as long as a known one."""
    return _hash("a password that belongs to nobody at all")
