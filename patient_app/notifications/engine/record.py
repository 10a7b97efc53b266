"""What came of it, in batches; only whoever holds the token may write it down."""

import logging
import random
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.core.failpoints import failpoint
from patient_app.notifications.engine.claim import CLAIMING
from patient_app.notifications.engine.held import Outcome
from patient_app.notifications.models import Delivery, PushSubscription, Reminder
from patient_app.notifications.rules.backoff import Answer, Verdict, wait_before
from patient_app.notifications.rules.states import DeliveryState

log = logging.getLogger("steady.push")


@unit_of_work(isolation=CLAIMING)
def record(outcomes: Sequence[Outcome], owner_id: UUID, now: datetime) -> None:
    """Write down how sendings ended. A sending whose token is no longer ours changes nothing."""
    failpoint("before record")
    said = {each.claim.delivery_id: each for each in outcomes}
    wanted = (
        select(Delivery, Reminder.expires_at)
        .join(Reminder, Reminder.id == Delivery.reminder_id)
        .where(Delivery.id.in_(list(said)), Delivery.owner_id == owner_id)
        .order_by(Delivery.id)
        .with_for_update(of=Delivery)
    )
    found = session().execute(wanted).all()
    phones = _phones([row.subscription_id for row, _ in found])
    for row, expires_at in found:
        outcome = said[row.id]
        if row.token == outcome.claim.token and row.state == DeliveryState.SENDING:
            _write_down(row, outcome.answer, phones.get(row.subscription_id), expires_at, now)
    session().flush()


def _phones(ids: Sequence[UUID]) -> dict[UUID, PushSubscription]:
    wanted = select(PushSubscription).where(PushSubscription.id.in_(list(ids))).with_for_update()
    return {row.id: row for row in session().scalars(wanted)}


def _write_down(
    row: Delivery,
    answer: Answer,
    phone: PushSubscription | None,
    expires_at: datetime,
    now: datetime,
) -> None:
    row.status, row.trouble = answer.status, answer.trouble
    verdict = answer.verdict
    if verdict in {Verdict.LATER, Verdict.REFUSED}:
        _try_again(row, answer, expires_at, now)
    else:
        row.state = DeliveryState.SENT if verdict is Verdict.SENT else DeliveryState.DEAD
        row.ended_at = now
    if phone is not None:
        _note_health(phone, verdict, now)


def _try_again(row: Delivery, answer: Answer, expires_at: datetime, now: datetime) -> None:
    wait = wait_before(row.attempts, answer.retry_after, random.random())  # noqa: S311 -- jitter, not a secret
    row.next_at = now + wait
    if row.next_at < expires_at:
        row.state = DeliveryState.RETRY
    else:
        # Too late for its event: it is in the inbox, and staff see that it did not arrive.
        row.state, row.ended_at = DeliveryState.DEAD, now


def _note_health(phone: PushSubscription, verdict: Verdict, now: datetime) -> None:
    if verdict is Verdict.SENT:
        phone.sent_at, phone.failures, phone.refused_at = now, 0, None
        return
    if verdict is Verdict.GONE:
        log.info("subscription %s is gone", phone.id)
        session().delete(phone)
        return
    phone.failures += 1
    if verdict is Verdict.REFUSED:
        log.error("the push service %s refuses our key", phone.service)
        phone.refused_at = now
