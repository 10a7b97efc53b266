"""What a person sets for themselves: their language, and how long this phone stays open."""

from datetime import datetime, timedelta

from sqlalchemy import select

from patient_app.accounts.models import Person, SignInSession
from patient_app.accounts.rules.lifetimes import Lifetime, lifetime
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work


@unit_of_work()
def speak(actor: Actor, language: str) -> None:
    """From the next page on, everywhere, in this language."""
    session().get_one(Person, actor.person_id, with_for_update=True).language = language


@unit_of_work()
def share_phone(actor: Actor, shares: bool, now: datetime) -> Lifetime:
    """Shorten this sign-in to half an hour without use, or give it its usual length back.

    Other devices stay as they are; the next sign-in starts from this answer.
    """
    lasts = lifetime(is_staff=actor.is_staff, shared_phone=shares)
    person = session().get_one(Person, actor.person_id, with_for_update=True)
    person.shares_phone = shares
    row = (
        session()
        .scalars(
            select(SignInSession).where(SignInSession.id == actor.session_id).with_for_update()
        )
        .one()
    )
    row.shared_phone = shares
    row.idle_seconds = int(lasts.idle / timedelta(seconds=1))
    # Never later than before for having been asked: an absolute limit is measured from the start.
    longest = row.started_at + lasts.absolute
    row.expires_at = min(row.expires_at, now + lasts.absolute) if shares else longest
    row.last_used_at = now
    return lasts
