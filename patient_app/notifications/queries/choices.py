"""What people chose about being reminded."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.queries.people import clocks_of
from patient_app.core.db import session
from patient_app.notifications.models import ReminderSetting
from patient_app.notifications.rules.choices import Choices
from patient_app.notifications.rules.kinds import Discretion


def choices_of(person_ids: Collection[UUID]) -> dict[UUID, Choices]:
    """By person, defaults where nothing was chosen. Two queries, whatever the number."""
    if not person_ids:
        return {}
    wanted = select(ReminderSetting).where(ReminderSetting.person_id.in_(person_ids))
    chosen = {row.person_id: row for row in session().scalars(wanted)}
    return {
        person_id: _choices(chosen.get(person_id), language, zone)
        for person_id, (language, zone) in clocks_of(person_ids).items()
    }


def _choices(row: ReminderSetting | None, language: str, zone: str) -> Choices:
    if row is None:
        return Choices(zone, language)
    return Choices(
        zone=zone,
        language=language,
        off=frozenset(row.off),
        leads=tuple(int(lead) for lead in row.leads),
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        discretion=Discretion(row.discretion),
        most_per_day=row.most_per_day,
        check_in_at=row.check_in_at,
    )
