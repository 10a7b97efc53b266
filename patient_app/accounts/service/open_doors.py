"""Ways in that are open but not yet used: codes given out, and half-done sign-ins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from patient_app.accounts.models import SignInStep
from patient_app.accounts.service.invitations import revoke_codes
from patient_app.core.db import session, unit_of_work


@unit_of_work()
def close_open_doors(person_id: UUID, now: datetime) -> None:
    """Whoever holds a code or stands between two screens has to start again.

    Ending the sign-ins alone would let in someone who was already on the way.
    """
    revoke_codes(person_id, now)
    session().execute(delete(SignInStep).where(SignInStep.person_id == person_id))
