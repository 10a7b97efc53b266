"""Whether a reminder of the log is still true."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session
from patient_app.cravings.models import CheckIn, CravingEntry


def still_open(record_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Person and entry, of cravings nobody has told the end of yet."""
    wanted = select(CravingEntry.person_id, CravingEntry.record_id).where(
        CravingEntry.record_id.in_(record_ids),
        CravingEntry.after_at.is_(None),
        CravingEntry.outcome.is_(None),
        CravingEntry.withdrawn_at.is_(None),
    )
    return {(row.person_id, row.record_id) for row in session().execute(wanted)}


def days_told(person_ids: Collection[UUID], since: date) -> dict[UUID, frozenset[date]]:
    """The days each person has checked in for, from `since` on."""
    wanted = select(CheckIn.person_id, CheckIn.on_date).where(
        CheckIn.person_id.in_(person_ids),
        CheckIn.on_date >= since,
        CheckIn.withdrawn_at.is_(None),
    )
    found: dict[UUID, set[date]] = defaultdict(set)
    for person_id, on in session().execute(wanted):
        found[person_id].add(on)
    return {person_id: frozenset(days) for person_id, days in found.items()}
