"""What a person chooses about being reminded."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.notifications.models import ReminderSetting
from patient_app.notifications.queries.choices import choices_of
from patient_app.notifications.rules.choices import Choices
from patient_app.notifications.rules.drafts import KindDraft, QuietDraft
from patient_app.notifications.rules.kinds import Discretion, Kinds
from patient_app.notifications.service.reminding import plan_again


@unit_of_work()
def switch_kinds(
    person_id: UUID, draft: KindDraft, kinds: Kinds, now: datetime, then: Callable[[UUID], None]
) -> None:
    """Which kinds, how long before, and when in the evening; `then` lays reminders out anew."""
    off = frozenset(kinds) - frozenset(draft.on)
    leads = tuple(sorted(set(draft.leads), reverse=True))
    _keep(person_id, now, off=off, leads=leads, check_in_at=draft.check_in_at)
    then(person_id)


@unit_of_work()
def keep_quiet(person_id: UUID, draft: QuietDraft, kinds: Kinds, now: datetime) -> None:
    """The hours without pushes and the most in a day."""
    _keep(
        person_id,
        now,
        quiet_from=draft.quiet_from,
        quiet_until=draft.quiet_until,
        most_per_day=draft.most_per_day,
    )
    plan_again(person_id, {code: kind.manner for code, kind in kinds.items()}, now)


@unit_of_work()
def be_discreet(person_id: UUID, level: Discretion, now: datetime) -> None:
    """How much a lock screen tells."""
    _keep(person_id, now, discretion=level)


@unit_of_work()
def stop_kind(person_id: UUID, code: str, now: datetime, then: Callable[[UUID], None]) -> None:
    """One tap: no more of this kind."""
    chosen = choices_of([person_id])[person_id]
    _keep(person_id, now, off=chosen.off | {code})
    then(person_id)


def _keep(person_id: UUID, now: datetime, **changed: object) -> Choices:
    chosen = replace(choices_of([person_id])[person_id], **changed)  # type: ignore[arg-type]  # fields of Choices
    wanted = select(ReminderSetting).where(ReminderSetting.person_id == person_id)
    row = session().scalar(wanted.with_for_update())
    if row is None:
        row = ReminderSetting(person_id=person_id)
        session().add(row)
    row.off = tuple(sorted(chosen.off))
    row.leads = tuple(str(lead) for lead in chosen.leads)
    row.quiet_from, row.quiet_until = chosen.quiet_from, chosen.quiet_until
    row.discretion, row.most_per_day = chosen.discretion, chosen.most_per_day
    row.check_in_at, row.changed_at = chosen.check_in_at, now
    session().flush()
    return chosen
