"""Reminders: written in the unit of work that causes them, called off in the one that ends it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from patient_app.core.db import session, unit_of_work
from patient_app.core.events import EpisodeEnded
from patient_app.core.failpoints import failpoint
from patient_app.notifications.models import Reminder
from patient_app.notifications.queries.choices import choices_of
from patient_app.notifications.rules.choices import Choices
from patient_app.notifications.rules.kinds import Manner
from patient_app.notifications.rules.quiet import going
from patient_app.notifications.rules.states import ReminderState
from patient_app.notifications.rules.wanted import Wanted

_SCHEDULED, _CANCELLED = ReminderState.SCHEDULED, ReminderState.CANCELLED


@unit_of_work()
def remind(wanted: Iterable[Wanted], manner: Manner, now: datetime) -> None:
    """Have these people reminded; what is there already and still waits takes the new times.

    What was due before now is not begun any more. One that waits all the same stays: a worker
    that is late must find it.
    """
    rows = list(wanted)
    if not rows:
        return
    failpoint("before write")
    there = {_key(row): row for row in _there({each.cause_id for each in rows}, rows[0].kind)}
    choices = choices_of({each.person_id for each in rows})
    for each in rows:
        _plan(each, there.get(each.key), manner, choices[each.person_id], now)
    session().flush()
    failpoint("after write")


@unit_of_work()
def keep_only(
    kind: str, among: ColumnElement[bool], wanted: Sequence[Wanted], manner: Manner, now: datetime
) -> None:
    """Of the waiting reminders of `kind` that `among` picks, these and no others.

    `among` is made by `of_group` and `of_person`.
    """
    keys = {each.key for each in wanted}
    waiting = select(Reminder).where(Reminder.kind == kind, Reminder.state == _SCHEDULED, among)
    for row in session().scalars(waiting.with_for_update()):
        if _key(row) not in keys:
            row.state, row.cancelled_at = _CANCELLED, now
    remind(wanted, manner, now)


def of_group(group_id: UUID, person_id: UUID | None = None) -> ColumnElement[bool]:
    """What hangs together: a series, for everyone or for one person."""
    whole = Reminder.group_id == group_id
    return whole if person_id is None else whole & (Reminder.person_id == person_id)


def of_person(person_id: UUID) -> ColumnElement[bool]:
    """Everything of one person."""
    return Reminder.person_id == person_id


@unit_of_work()
def call_off(
    kind: str, cause_ids: Iterable[UUID], now: datetime, person_id: UUID | None = None
) -> None:
    """The cause is gone: no first sending begins once this has committed.

    What is on its way already is noted as called off; it is for the caller to send word after it.
    """
    wanted = [Reminder.kind == kind, Reminder.cause_id.in_(list(cause_ids))]
    if person_id is not None:
        wanted.append(Reminder.person_id == person_id)
    _call_off(*wanted, now=now)


@unit_of_work()
def call_off_of_episode(event: EpisodeEnded) -> None:
    """Who left is reminded of nothing more, in the same commit. Listens to EpisodeEnded.

    A person in another program besides has their reminders of it laid out anew at its end.
    """
    _call_off(Reminder.person_id == event.person_id, now=event.at)


def _call_off(*wanted: ColumnElement[bool], now: datetime) -> None:
    # Told ones keep their state: the inbox has them, and a sending that has not begun sees the
    # mark. Rows are taken first, so that a worker about to send either is seen or sees us.
    rows = select(Reminder).where(*wanted, Reminder.cancelled_at.is_(None))
    for row in session().scalars(rows.with_for_update()):
        row.cancelled_at = now
        if row.state == _SCHEDULED:
            row.state = _CANCELLED


@unit_of_work()
def plan_again(person_id: UUID, manners: dict[str, Manner], now: datetime) -> None:
    """Quiet hours or the zone changed: waiting reminders take their new hours."""
    choices = choices_of([person_id])[person_id]
    waiting = select(Reminder).where(Reminder.person_id == person_id, Reminder.state == _SCHEDULED)
    for row in session().scalars(waiting.with_for_update()):
        _set_hours(row, manners[row.kind], choices)


def _there(cause_ids: set[UUID], kind: str) -> Sequence[Reminder]:
    wanted = select(Reminder).where(Reminder.cause_id.in_(cause_ids), Reminder.kind == kind)
    return session().scalars(wanted.with_for_update()).all()


def _plan(
    each: Wanted, row: Reminder | None, manner: Manner, choices: Choices, now: datetime
) -> None:
    waits = row is not None and row.state == _SCHEDULED
    if row is not None and not waits and row.state != _CANCELLED:
        return
    if each.due_at < now and not waits:
        return
    if row is None:
        row = Reminder(
            person_id=each.person_id,
            center_id=each.center_id,
            kind=each.kind,
            cause_id=each.cause_id,
            edition=each.edition,
            lead=each.lead,
            group_id=each.group_id,
        )
        session().add(row)
    row.state, row.cancelled_at = _SCHEDULED, None
    row.event_at, row.due_at, row.expires_at = each.event_at, each.due_at, each.expires_at
    _set_hours(row, manner, choices)


def _set_hours(row: Reminder, manner: Manner, choices: Choices) -> None:
    hours = going(manner, row.due_at, row.event_at, row.expires_at, choices)
    row.send_at, row.pushed, row.silent = hours.at, hours.pushed, hours.silent
    row.unpushed = None if hours.pushed else "quiet"


def _key(row: Reminder) -> tuple[UUID, str, UUID, int, int]:
    return row.person_id, row.kind, row.cause_id, row.edition, row.lead
