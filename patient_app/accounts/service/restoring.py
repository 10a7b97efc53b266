"""What a restore does to accounts: nobody is signed in, and no old code is good again."""

from sqlalchemy import delete, update

from patient_app.accounts.models import Challenge, Invitation, SignInSession, SignInStep
from patient_app.core.db import session, unit_of_work
from patient_app.core.restoring import Restored


@unit_of_work()
def end_every_sign_in(back: Restored) -> None:
    """End all sessions and half-done sign-ins, and revoke every code that was still open.

    A code used after the backup was made would otherwise work a second time.
    """
    sessions = update(SignInSession).where(SignInSession.ended_at.is_(None))
    session().execute(sessions.values(ended_at=back.now, ended_by="restore"))
    unused = update(Invitation).where(Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
    session().execute(unused.values(revoked_at=back.now))
    session().execute(delete(SignInStep))
    session().execute(delete(Challenge))
