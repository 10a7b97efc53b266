"""From a browser's token to the person it stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from patient_app.accounts.models import Person, RoleGrant, SignInSession
from patient_app.accounts.queries.sessions import is_live
from patient_app.accounts.rules.lifetimes import TOUCH_EVERY
from patient_app.accounts.rules.tokens import token_hash
from patient_app.centers.queries.zones import zone_rows
from patient_app.core.actors import Actor, Role
from patient_app.core.db import Instant, fetch
from patient_app.core.sealed import opened

COUNTED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Found:
    """A person, and whether their sign-in's last use is due to be noted."""

    actor: Actor
    touch_due: bool


# What another feature counts for this person, since an instant: a column of the same statement.
Counting = Callable[[InstrumentedAttribute[UUID], ColumnElement[datetime]], ColumnElement[int]]


def find_actor(token: str, now: datetime, counting: Counting | None = None) -> Found | None:
    """The person behind a live sign-in. One query; roles are read as they are right now."""
    asked = {"token_hash": token_hash(token), "now": now, "since": now - COUNTED_FOR}
    rows = fetch(_by_token(counting), asked)
    if not rows or not is_live(rows[0], now) or rows[0].deactivated_at is not None:
        return None
    actor = _actor(rows[0], frozenset(Role(row.role) for row in rows if row.role))
    return Found(actor, now - rows[0].last_used_at > TOUCH_EVERY) if actor else None


@cache
def _by_token(counting: Counting | None) -> Select[*tuple[Any, ...]]:
    # Every page asks this: building the statement costs more than running it, so it is built once.
    now, here = bindparam("now", type_=Instant()), zone_rows()
    since = bindparam("since", type_=Instant())
    unread = counting(SignInSession.person_id, since) if counting else literal(0)
    return (
        select(
            SignInSession.id.label("session_id"),
            SignInSession.person_id,
            SignInSession.center_id,
            SignInSession.shared_phone,
            SignInSession.authenticated_at,
            SignInSession.last_used_at,
            SignInSession.idle_seconds,
            SignInSession.expires_at,
            SignInSession.ended_at,
            Person.subject_id,
            Person.__table__.c.name_sealed,
            Person.language,
            Person.zone,
            Person.deactivated_at,
            here.c.zone.label("center_zone"),
            RoleGrant.role,
            unread.label("unread"),
        )
        .join(Person, Person.id == SignInSession.person_id)
        .join(here, here.c.id == SignInSession.center_id)
        .outerjoin(
            RoleGrant,
            (RoleGrant.person_id == Person.id)
            & (RoleGrant.center_id == SignInSession.center_id)
            & (RoleGrant.from_at <= now)
            & or_(RoleGrant.until_at.is_(None), RoleGrant.until_at > now),
        )
        .where(SignInSession.token_hash == bindparam("token_hash"))
    )


def _actor(row: Row[*tuple[Any, ...]], roles: frozenset[Role]) -> Actor | None:
    if row.subject_id is None or not roles:
        return None
    return Actor(
        person_id=row.person_id,
        session_id=row.session_id,
        subject_id=row.subject_id,
        center_id=row.center_id,
        roles=roles,
        name=opened("person.name", row.person_id, row.name_sealed) or "",
        language=row.language,
        zone=row.zone or "",
        center_zone=row.center_zone,
        authenticated_at=row.authenticated_at,
        shared_phone=row.shared_phone,
        unread=row.unread,
    )
