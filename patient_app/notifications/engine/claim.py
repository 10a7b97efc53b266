"""Take what is due: reminders become deliveries, those left behind by a dead worker are ours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.core.failpoints import failpoint
from patient_app.notifications.engine.held import LEASE, Claim
from patient_app.notifications.models import Delivery, PushSubscription, Reminder
from patient_app.notifications.queries.choices import choices_of
from patient_app.notifications.queries.holding import ids_holding
from patient_app.notifications.queries.told import pushes_since
from patient_app.notifications.rules.choices import Choices
from patient_app.notifications.rules.days import day_began
from patient_app.notifications.rules.kinds import Kinds, Manner, ReminderKind
from patient_app.notifications.rules.states import ON_ITS_WAY, DeliveryState, ReminderState

# READ COMMITTED: a claim skips rows that others hold instead of failing on them.
CLAIMING = "READ COMMITTED"
_NOT_COUNTED = (Manner.CHANGE, Manner.URGENT)


@unit_of_work(isolation=CLAIMING)
def claim(owner_id: UUID, kinds: Kinds, most: int, now: datetime) -> list[Claim]:
    """Deliveries that are now this worker's, at most about `most`."""
    failpoint("before claim")
    found = [*_left_over(owner_id, most, now), *_newly_due(owner_id, kinds, most, now)]
    session().flush()
    return found


def _left_over(owner_id: UUID, most: int, now: datetime) -> list[Claim]:
    """To be tried again, or with a lease that ran out."""
    wanted = (
        select(Delivery)
        .where(Delivery.state.in_(ON_ITS_WAY), Delivery.next_at <= now)
        .order_by(Delivery.next_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = session().scalars(wanted).all()
    for row in rows:
        row.state, row.owner_id = DeliveryState.CLAIMED, owner_id
        row.token, row.next_at = row.token + 1, now + LEASE
    return [Claim(row.id, row.token) for row in rows]


def _newly_due(owner_id: UUID, kinds: Kinds, most: int, now: datetime) -> list[Claim]:
    wanted = (
        select(Reminder)
        .where(Reminder.state == ReminderState.SCHEDULED, Reminder.send_at <= now)
        .order_by(Reminder.send_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = _still_true(session().scalars(wanted).all(), kinds, now)
    choices = choices_of({row.person_id for row in rows})
    # Before these are told, or they would count against themselves.
    pushed = _pushed_today(choices, kinds, now)
    telling = [row for row in rows if _tell(row, now)]
    return _fan_out(owner_id, telling, kinds, choices, pushed, now)


def _still_true(rows: Sequence[Reminder], kinds: Kinds, now: datetime) -> list[Reminder]:
    holding = ids_holding(rows, kinds, now)
    for row in rows:
        if row.id not in holding:
            row.state, row.cancelled_at = ReminderState.CANCELLED, now
    return [row for row in rows if row.id in holding]


def _tell(row: Reminder, now: datetime) -> bool:
    """Into the inbox; whether it is also still of use on a phone."""
    row.told_at = now
    if row.expires_at <= now:
        row.state, row.unpushed = ReminderState.EXPIRED, "late"
        return False
    row.state = ReminderState.TOLD
    return row.pushed


def _fan_out(
    owner_id: UUID,
    rows: Sequence[Reminder],
    kinds: Kinds,
    choices: dict[UUID, Choices],
    pushed: dict[UUID, int],
    now: datetime,
) -> list[Claim]:
    phones = _phones_of({row.person_id for row in rows})
    made: list[Delivery] = []
    for row in rows:
        kind = kinds[row.kind]
        row.unpushed = _kept_back(row, kind, choices[row.person_id], phones, pushed)
        if row.unpushed is None:
            pushed[row.person_id] += kind.manner not in _NOT_COUNTED
            made += [_delivery(row, phone, owner_id, now) for phone in phones[row.person_id]]
    session().add_all(made)
    return [Claim(each.id, each.token) for each in made]


def _kept_back(
    row: Reminder,
    kind: ReminderKind,
    choices: Choices,
    phones: dict[UUID, list[UUID]],
    pushed: dict[UUID, int],
) -> str | None:
    """Why no phone is told; None when they are."""
    if kind.code in choices.off:
        return "off"
    if not phones[row.person_id]:
        return "no_phone"
    if kind.capped and pushed[row.person_id] >= choices.most_per_day:
        return "most"
    return None


def _delivery(row: Reminder, phone: UUID, owner_id: UUID, now: datetime) -> Delivery:
    return Delivery(
        reminder_id=row.id,
        subscription_id=phone,
        state=DeliveryState.CLAIMED,
        token=1,
        owner_id=owner_id,
        next_at=now + LEASE,
    )


def _phones_of(people: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    wanted = select(PushSubscription.person_id, PushSubscription.id).where(
        PushSubscription.person_id.in_(list(people))
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for person_id, phone in session().execute(wanted):
        found[person_id].append(phone)
    return found


def _pushed_today(choices: dict[UUID, Choices], kinds: Kinds, now: datetime) -> dict[UUID, int]:
    """How many reminders each person was pushed on this day of theirs."""
    began = {each: day_began(now, chosen.zone) for each, chosen in choices.items()}
    counted = [kind.code for kind in kinds.values() if kind.manner not in _NOT_COUNTED]
    found: dict[UUID, int] = defaultdict(int)
    for person_id, told_at in pushes_since(choices, counted, now - timedelta(days=1, hours=2)):
        found[person_id] += told_at >= began[person_id]
    return found
