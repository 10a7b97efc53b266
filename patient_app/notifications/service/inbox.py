"""Reading the inbox, and the test reminder."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.ids import new_id
from patient_app.notifications.models import Reminder
from patient_app.notifications.rules.kinds import Manner
from patient_app.notifications.rules.own import TEST
from patient_app.notifications.rules.states import ReminderState
from patient_app.notifications.rules.wanted import Wanted
from patient_app.notifications.service.reminding import remind

_TEST_IS_FOR = timedelta(minutes=5)


@unit_of_work()
def read_one(person_id: UUID, reminder_id: UUID, now: datetime) -> None:
    """It was opened. Raises NotFound for anyone else's."""
    row = session().get(Reminder, reminder_id, with_for_update=True)
    if row is None or row.person_id != person_id or row.told_at is None:
        raise NotFound
    row.read_at = row.read_at or now


@unit_of_work()
def read_all(person_id: UUID, now: datetime) -> None:
    """Everything up to now was seen."""
    session().execute(
        update(Reminder)
        .where(Reminder.person_id == person_id, Reminder.told_at <= now, Reminder.read_at.is_(None))
        .values(read_at=now)
    )


@unit_of_work()
def keep_as_told(person_id: UUID, now: datetime) -> None:
    """What is due goes into the inbox and to no phone; what its event has overtaken was opened."""
    due = select(Reminder).where(
        Reminder.person_id == person_id,
        Reminder.state == ReminderState.SCHEDULED,
        Reminder.send_at <= now,
    )
    for row in session().scalars(due):
        row.state, row.told_at, row.unpushed = ReminderState.TOLD, row.send_at, "no_phone"
        row.read_at = row.expires_at if row.expires_at <= now else None


@unit_of_work()
def send_test(person_id: UUID, now: datetime) -> UUID:
    """One push to every phone of this person, at once, whatever the hour. Its reminder's id."""
    cause_id = new_id()
    wanted = Wanted(person_id, TEST, cause_id, due_at=now, expires_at=now + _TEST_IS_FOR)
    remind([wanted], Manner.URGENT, now)
    return session().scalars(select(Reminder.id).where(Reminder.cause_id == cause_id)).one()
