"""What a person is working on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.cravings.models import AboutItem
from patient_app.cravings.rules.working_on import AboutDraft


@unit_of_work()
def work_on(person_id: UUID, draft: AboutDraft, now: datetime) -> UUID:
    """Begin with one more thing; its id."""
    item = AboutItem(person_id=person_id, made_at=now)
    _fill(item, draft)
    session().add(item)
    session().flush()
    return item.id


@unit_of_work()
def change_work(person_id: UUID, item_id: UUID, draft: AboutDraft) -> None:
    """Change goal, first day or name. Raises NotFound."""
    _fill(_own(person_id, item_id), draft)
    session().flush()


@unit_of_work()
def stop_working_on(person_id: UUID, item_id: UUID, now: datetime, *, back: bool = False) -> None:
    """Put it away, or take it up again; what was written about it stays. Raises NotFound."""
    _own(person_id, item_id).ended_at = None if back else now
    session().flush()


def _fill(item: AboutItem, draft: AboutDraft) -> None:
    item.code, item.goal = draft.code, draft.goal.value
    item.start_on, item.shows_run = draft.start_on, draft.shows_run
    item.label = draft.label


def _own(person_id: UUID, item_id: UUID) -> AboutItem:
    item = session().scalar(
        select(AboutItem)
        .where(AboutItem.person_id == person_id, AboutItem.id == item_id)
        .with_for_update()
    )
    if item is None:
        raise NotFound
    return item
