"""Which phones may be pushed to."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.events import SessionsEnded
from patient_app.core.sealed import blind_index
from patient_app.notifications.models import PushSubscription
from patient_app.notifications.rules.endpoints import PushAddress


@unit_of_work()
def subscribe(actor: Actor, address: PushAddress, now: datetime) -> bool:
    """This phone belongs to whoever is signed in on it now. Whether it is new to them."""
    row = _find(address.endpoint)
    is_new = row is None or row.person_id != actor.person_id
    if row is not None and is_new:
        # Another person's: a new row, so that nothing of theirs on its way finds this phone.
        session().delete(row)
        session().flush()
        row = None
    if row is None:
        row = PushSubscription(
            person_id=actor.person_id,
            endpoint_key=_key(address.endpoint),
            endpoint=address.endpoint,
            service=(urlsplit(address.endpoint).hostname or "")[-40:],
            made_at=now,
        )
        session().add(row)
    row.session_id, row.seen_at = actor.session_id, now
    row.p256dh, row.auth = address.p256dh, address.auth
    return is_new


@unit_of_work()
def unsubscribe(person_id: UUID, endpoint: str) -> None:
    """This phone is not to be pushed to; of another person's phone nothing is said or done."""
    row = _find(endpoint)
    if row is not None and row.person_id == person_id:
        session().delete(row)


@unit_of_work()
def forget_phones(event: SessionsEnded) -> None:
    """Signed out: nothing more on that phone. Listens to SessionsEnded."""
    session().execute(
        delete(PushSubscription).where(PushSubscription.session_id.in_(event.session_ids))
    )


def _find(endpoint: str) -> PushSubscription | None:
    wanted = select(PushSubscription).where(PushSubscription.endpoint_key == _key(endpoint))
    return session().scalar(wanted.with_for_update())


def _key(endpoint: str) -> bytes:
    return blind_index("push_subscription.endpoint", endpoint)
