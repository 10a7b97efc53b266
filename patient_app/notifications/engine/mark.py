"""Just before sending: is it still true, and is nobody else sending it? Then it is marked."""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from patient_app.core.db import session, unit_of_work
from patient_app.core.failpoints import failpoint
from patient_app.notifications.engine.claim import CLAIMING
from patient_app.notifications.engine.held import LEASE, Claim, Message
from patient_app.notifications.models import Delivery, PushSubscription, Reminder
from patient_app.notifications.presenters.notices import notices
from patient_app.notifications.queries.holding import ids_holding
from patient_app.notifications.rules.kinds import Kinds
from patient_app.notifications.rules.messages import Notice, payload, time_to_live
from patient_app.notifications.rules.states import DeliveryState

_LET_IT_PASS = timedelta(seconds=1)


class Ready(NamedTuple):
    """A delivery that is ours, its reminder, and the phone if it is still that person's."""

    delivery: Delivery
    reminder: Reminder
    phone: PushSubscription | None


@unit_of_work(isolation=CLAIMING)
def mark_sending(
    claims: Sequence[Claim], owner_id: UUID, kinds: Kinds, public_url: str, now: datetime
) -> list[Message]:
    """What is to go out now. From the commit on it counts as being on its way.

    A cancellation either has committed, and is seen, or waits for this commit.
    """
    failpoint("before recheck")
    started = time.monotonic()
    ours = _ours(claims, owner_id)
    holding = ids_holding([each.reminder for each in ours], kinds, now)
    busy = _before_them(ours, now)
    going = [each for each in ours if _settle(each, holding, busy, now)]
    failpoint("after recheck")
    failpoint("before mark")
    told = notices([each.reminder for each in going], kinds)
    messages = []
    for each in going:
        each.delivery.state, each.delivery.attempts = (
            DeliveryState.SENDING,
            each.delivery.attempts + 1,
        )
        each.delivery.next_at = now + LEASE
        messages.append(_message(each, told[each.reminder.id], kinds, public_url, started, now))
    session().flush()
    return messages


def _ours(claims: Sequence[Claim], owner_id: UUID) -> list[Ready]:
    tokens = {each.delivery_id: each.token for each in claims}
    wanted = (
        select(Delivery, Reminder, PushSubscription)
        .join(Reminder, Reminder.id == Delivery.reminder_id)
        .outerjoin(
            PushSubscription,
            and_(
                PushSubscription.id == Delivery.subscription_id,
                PushSubscription.person_id == Reminder.person_id,
            ),
        )
        .where(
            Delivery.id.in_(list(tokens)),
            Delivery.owner_id == owner_id,
            Delivery.state == DeliveryState.CLAIMED,
        )
        .order_by(Reminder.id)
        .with_for_update(of=(Delivery, Reminder))
    )
    rows = [Ready(*row) for row in session().execute(wanted)]
    return [each for each in rows if each.delivery.token == tokens[each.delivery.id]]


def _before_them(ours: Sequence[Ready], now: datetime) -> set[tuple[UUID, UUID]]:
    """Phone and cause of what somebody is sending right now: a later word waits for it."""
    other, cause = aliased(Delivery), aliased(Reminder)
    wanted = (
        select(other.subscription_id, cause.cause_id)
        .join(cause, cause.id == other.reminder_id)
        .where(
            other.state == DeliveryState.SENDING,
            other.next_at > now,
            other.subscription_id.in_([each.delivery.subscription_id for each in ours]),
            cause.cause_id.in_([each.reminder.cause_id for each in ours]),
        )
    )
    return {(phone, cause_id) for phone, cause_id in session().execute(wanted)}


def _settle(each: Ready, holding: set[UUID], busy: set[tuple[UUID, UUID]], now: datetime) -> bool:
    """Whether it goes out; if not, why is written down."""
    delivery, reminder, phone = each
    if phone is None:
        _end(delivery, DeliveryState.DEAD, now, "phone gone")
    elif reminder.cancelled_at is not None or reminder.id not in holding:
        _end(delivery, DeliveryState.CANCELLED, now)
    elif reminder.expires_at <= now:
        _end(delivery, DeliveryState.EXPIRED, now)
    elif (delivery.subscription_id, reminder.cause_id) in busy:
        delivery.state, delivery.next_at = DeliveryState.RETRY, now + _LET_IT_PASS
    else:
        busy.add((delivery.subscription_id, reminder.cause_id))
        return True
    return False


def _end(row: Delivery, state: DeliveryState, now: datetime, trouble: str | None = None) -> None:
    row.state, row.ended_at = state, now
    row.trouble = trouble or row.trouble


def _message(
    each: Ready, notice: Notice, kinds: Kinds, public_url: str, started: float, now: datetime
) -> Message:
    phone = each.phone
    assert phone is not None  # noqa: S101 -- _settle let none without a phone through
    return Message(
        claim=Claim(each.delivery.id, each.delivery.token),
        endpoint=phone.endpoint,
        p256dh=phone.p256dh,
        auth=phone.auth,
        body=payload(notice, public_url),
        ttl=time_to_live(now, each.reminder.expires_at),
        urgent=kinds[each.reminder.kind].urgent,
        topic=notice.tag,
        # From before the transaction: waiting for it counts.
        deadline=started + LEASE.total_seconds() / 2,
    )
