"""Starting, using and ending sign-ins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from patient_app.accounts.models import SignInSession
from patient_app.accounts.rules.lifetimes import TOUCH_EVERY, Lifetime
from patient_app.accounts.rules.tokens import token_hash
from patient_app.core.db import session, unit_of_work
from patient_app.core.events import SessionsEnded, announce
from patient_app.core.ids import new_token


@dataclass(frozen=True, slots=True)
class Started:
    """A new sign-in: the token goes to the browser and is kept nowhere else."""

    session_id: UUID
    token: str
    max_age: int | None


@unit_of_work()
def start_session(
    person_id: UUID,
    center_id: UUID,
    lasts: Lifetime,
    now: datetime,
    *,
    device: str | None = None,
    shared_phone: bool = False,
    second_factor: bool = False,
) -> Started:
    """Sign a person in on one browser, always under a new token."""
    token = new_token()
    row = SignInSession(
        token_hash=token_hash(token),
        person_id=person_id,
        center_id=center_id,
        device=device,
        shared_phone=shared_phone,
        started_at=now,
        authenticated_at=now,
        second_factor_at=now if second_factor else None,
        last_used_at=now,
        idle_seconds=int(lasts.idle.total_seconds()),
        expires_at=now + lasts.absolute,
    )
    session().add(row)
    max_age = int(lasts.absolute.total_seconds()) if lasts.survives_browser else None
    return Started(row.id, token, max_age)


@unit_of_work()
def renew_session(
    session_id: UUID,
    lasts: Lifetime,
    now: datetime,
    *,
    center_id: UUID,
    shared_phone: bool = False,
    second_factor: bool = False,
) -> Started:
    """The same person proved themselves again in the same browser: same device, new token."""
    row = session().get_one(SignInSession, session_id, with_for_update=True)
    token = new_token()
    row.token_hash = token_hash(token)
    row.center_id, row.shared_phone = center_id, shared_phone
    row.authenticated_at = row.last_used_at = now
    row.second_factor_at = now if second_factor else None
    row.idle_seconds = int(lasts.idle.total_seconds())
    row.expires_at = now + lasts.absolute
    max_age = int(lasts.absolute.total_seconds()) if lasts.survives_browser else None
    return Started(row.id, token, max_age)


@unit_of_work(on_get=True)
def touch(session_id: UUID, now: datetime) -> None:
    """Note the last use, at most once in five minutes."""
    session().execute(
        update(SignInSession)
        .where(SignInSession.id == session_id, SignInSession.last_used_at < now - TOUCH_EVERY)
        .values(last_used_at=now)
    )


@unit_of_work()
def end_sessions(
    person_id: UUID, now: datetime, *, by: str, only: UUID | None = None, keep: UUID | None = None
) -> int:
    """End a person's sign-ins: all, `only` one, or all but `keep`. Returns how many ended."""
    wanted = select(SignInSession).where(
        SignInSession.person_id == person_id, SignInSession.ended_at.is_(None)
    )
    if only is not None:
        wanted = wanted.where(SignInSession.id == only)
    rows = [r for r in session().scalars(wanted.with_for_update()) if r.id != keep]
    for row in rows:
        row.ended_at, row.ended_by = now, by
    announce(SessionsEnded(now, person_id, tuple(row.id for row in rows)))
    return len(rows)
