"""From a browser's token to the person it stands for."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, or_, select

from patient_app.accounts.models import Person, RoleGrant, SignInSession
from patient_app.accounts.queries.sessions import is_live
from patient_app.accounts.rules.lifetimes import TOUCH_EVERY
from patient_app.accounts.rules.tokens import token_hash
from patient_app.core.actors import Actor, Role
from patient_app.core.db import Instant, session


@dataclass(frozen=True, slots=True)
class Found:
    """A person, and whether their sign-in's last use is due to be noted."""

    actor: Actor
    touch_due: bool


def find_actor(token: str, now: datetime) -> Found | None:
    """The person behind a live sign-in. One query; roles are read as they are right now."""
    rows = session().execute(_by_token(), {"token_hash": token_hash(token), "now": now}).all()
    if not rows or not is_live(rows[0][0], now) or rows[0][1].deactivated_at is not None:
        return None
    signed_in, person = rows[0][0], rows[0][1]
    actor = _actor(signed_in, person, frozenset(Role(row[2]) for row in rows if row[2]))
    return Found(actor, now - signed_in.last_used_at > TOUCH_EVERY) if actor else None


@cache
def _by_token() -> Select[SignInSession, Person, str]:
    # Every page asks this: building the statement costs more than running it, so it is built once.
    now = bindparam("now", type_=Instant())
    return (
        select(SignInSession, Person, RoleGrant.role)
        .join(Person, Person.id == SignInSession.person_id)
        .outerjoin(
            RoleGrant,
            (RoleGrant.person_id == Person.id)
            & (RoleGrant.center_id == SignInSession.center_id)
            & (RoleGrant.from_at <= now)
            & or_(RoleGrant.until_at.is_(None), RoleGrant.until_at > now),
        )
        .where(SignInSession.token_hash == bindparam("token_hash"))
    )


def _actor(signed_in: SignInSession, person: Person, roles: frozenset[Role]) -> Actor | None:
    if person.subject_id is None or not roles:
        return None
    return Actor(
        person_id=person.id,
        session_id=signed_in.id,
        subject_id=person.subject_id,
        center_id=signed_in.center_id,
        roles=roles,
        name=person.name,
        language=person.language,
        zone=person.zone or "",
        authenticated_at=signed_in.authenticated_at,
        shared_phone=signed_in.shared_phone,
    )
