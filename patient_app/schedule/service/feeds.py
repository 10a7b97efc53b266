"""A patient's private calendar address."""

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.audit import Act
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.events import CredentialsReplaced
from patient_app.core.ids import new_token
from patient_app.schedule.models import CalendarFeed


def token_hash(token: str) -> bytes:
    """How a feed is found: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


@unit_of_work()
def open_feed(actor: Actor, title: str, now: datetime) -> UUID:
    """A new address; an older one stops working at once. `title` is all a calendar reads."""
    for old in _open_feeds(actor.person_id):
        old.revoked_at = now
    token = new_token()
    row = CalendarFeed(
        center_id=actor.center_id,
        person_id=actor.person_id,
        token_hash=token_hash(token),
        token=token,
        title=title,
        made_at=now,
    )
    session().add(row)
    session().flush()
    audit.append(
        Act.FEED_OPENED, actor=actor, subject_id=actor.subject_id, thing=f"calendar_feed:{row.id}"
    )
    return row.id


@unit_of_work()
def close_feed(actor: Actor, now: datetime) -> None:
    """The address stops working; without one nothing happens."""
    for row in _open_feeds(actor.person_id):
        row.revoked_at = now
        audit.append(
            Act.FEED_CLOSED,
            actor=actor,
            subject_id=actor.subject_id,
            thing=f"calendar_feed:{row.id}",
        )


@unit_of_work()
def close_feeds_of(event: CredentialsReplaced) -> None:
    """A way back was used: an address that someone else may hold stops working too."""
    for row in _open_feeds(event.person_id):
        row.revoked_at = event.at


@unit_of_work()
def rename_feed(person_id: UUID, title: str) -> None:
    """Another title for every session in the calendar. Raises NotFound without an address."""
    rows = _open_feeds(person_id)
    if not rows:
        raise NotFound
    for row in rows:
        row.title = title


def _open_feeds(person_id: UUID) -> list[CalendarFeed]:
    wanted = select(CalendarFeed).where(
        CalendarFeed.person_id == person_id, CalendarFeed.revoked_at.is_(None)
    )
    return list(session().scalars(wanted.with_for_update()))
