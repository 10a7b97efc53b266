"""Sign-ins as they stand."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from patient_app.accounts.models import SignInSession
from patient_app.accounts.rules.lifetimes import TOUCH_EVERY
from patient_app.accounts.rules.tokens import token_hash
from patient_app.core.db import session


def is_live(row: SignInSession | Row[*tuple[Any, ...]], now: datetime) -> bool:
    """Neither ended nor expired nor idle too long."""
    idle_until = row.last_used_at + timedelta(seconds=row.idle_seconds)
    # The last use is noted once in five minutes: short limits allow for that.
    return row.ended_at is None and now < row.expires_at and now <= idle_until + TOUCH_EVERY


def find_by_token(token: str | None) -> SignInSession | None:
    """The sign-in this browser holds, live or expired; None when it was ended."""
    if not token:
        return None
    row = session().scalar(
        select(SignInSession).where(SignInSession.token_hash == token_hash(token))
    )
    return row if row is not None and row.ended_at is None else None


def get_own_session(person_id: UUID, session_id: UUID) -> SignInSession | None:
    """One of a person's own sign-ins."""
    row = session().get(SignInSession, session_id)
    return row if row is not None and row.person_id == person_id else None
