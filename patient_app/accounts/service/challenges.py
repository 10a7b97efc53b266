"""Random questions a phone must sign: kept here, used once, for five minutes."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.accounts.models import Challenge
from patient_app.accounts.rules.passkeys import CHALLENGE_LIVES, ChallengeFor
from patient_app.core.db import session, unit_of_work


@unit_of_work()
def new_challenge(purpose: ChallengeFor, person_id: UUID | None, now: datetime) -> bytes:
    """A new question; the stale ones go."""
    session().execute(delete(Challenge).where(Challenge.expires_at <= now))
    value = secrets.token_bytes(32)
    session().add(
        Challenge(
            value=value,
            person_id=person_id,
            purpose=purpose,
            expires_at=now + CHALLENGE_LIVES,
        )
    )
    return value


@unit_of_work()
def take_challenge(
    value: bytes, purpose: ChallengeFor, person_id: UUID | None, now: datetime
) -> bool:
    """Use a question up. False when it was never asked, not of this person, used or stale."""
    found = (
        session()
        .scalars(select(Challenge).where(Challenge.value == value).with_for_update())
        .one_or_none()
    )
    if found is None or found.purpose != purpose or found.person_id != person_id:
        return False
    session().delete(found)
    session().flush()
    return found.expires_at > now
