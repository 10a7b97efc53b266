"""Whether reminders are still true: their kinds know."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from patient_app.notifications.models import Reminder
from patient_app.notifications.rules.kinds import Due, Kinds


def ids_holding(rows: Iterable[Reminder], kinds: Kinds, now: datetime) -> set[UUID]:
    """Those whose cause is still as it was; a kind no longer known holds nothing."""
    by_kind: dict[str, list[Due]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(as_due(row))
    found: set[UUID] = set()
    for code, due in by_kind.items():
        if code in kinds:
            found |= kinds[code].holding(due, now)
    return found


def as_due(row: Reminder) -> Due:
    """A reminder as its kind sees it."""
    return Due(
        row.id, row.person_id, row.center_id, row.cause_id, row.edition, row.lead, row.event_at
    )
