"""A patient's own work and school times, and the changes they have looked at."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.schedule.models import Obligation, ScheduleLook
from patient_app.schedule.rules.drafts import BlockDraft


@unit_of_work()
def add_block(
    person_id: UUID, center_id: UUID, zone: str, draft: BlockDraft, now: datetime
) -> UUID:
    """Keep a new work or school time, in the wall time of `zone`."""
    row = Obligation(center_id=center_id, person_id=person_id, zone=zone, made_at=now)
    _set(row, draft)
    session().add(row)
    session().flush()
    return row.id


@unit_of_work()
def change_block(person_id: UUID, block_id: UUID, draft: BlockDraft) -> None:
    """Raises NotFound for anyone else's."""
    _set(own_block_to_change(person_id, block_id), draft)


@unit_of_work()
def remove_block(person_id: UUID, block_id: UUID, now: datetime) -> None:
    """Gone from every page at once. Raises NotFound for anyone else's."""
    own_block_to_change(person_id, block_id).removed_at = now


@unit_of_work()
def bring_back_block(person_id: UUID, block_id: UUID) -> None:
    """Undo the removing. Raises NotFound for anyone else's and for one gone for good."""
    _own_block(person_id, block_id).removed_at = None


@unit_of_work()
def look_at_schedule(person_id: UUID, now: datetime) -> None:
    """The person has seen what changed up to `now`."""
    row = session().scalar(
        select(ScheduleLook).where(ScheduleLook.person_id == person_id).with_for_update()
    )
    if row is None:
        session().add(ScheduleLook(person_id=person_id, looked_at=now))
    else:
        row.looked_at = max(now, row.looked_at)


def own_block_to_change(person_id: UUID, block_id: UUID) -> Obligation:
    """Held until the commit. Raises NotFound for anyone else's and for one that was removed."""
    row = _own_block(person_id, block_id)
    if row.removed_at is not None:
        raise NotFound
    return row


def _own_block(person_id: UUID, block_id: UUID) -> Obligation:
    row = session().get(Obligation, block_id, with_for_update=True)
    if row is None or row.person_id != person_id:
        raise NotFound
    return row


def _set(row: Obligation, draft: BlockDraft) -> None:
    row.kind, row.title = draft.kind, draft.title or None
    row.weekdays = "".join(str(day) for day in sorted(set(draft.weekdays)))
    row.starts_local, row.ends_local = draft.starts, draft.ends
    row.from_on, row.until_on = draft.from_on, draft.until_on
    row.busy_visible = draft.busy_visible
