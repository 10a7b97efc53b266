"""What a person is working on, in the order it was begun."""

from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session
from patient_app.cravings.models import AboutItem
from patient_app.cravings.rules.working_on import ABOUT, Goal, WorkingOn, own_ref


def working_on(person_id: UUID, *, ended: bool = False) -> list[WorkingOn]:
    """What is going on now; `ended`: what was put away too."""
    asked = select(AboutItem).where(AboutItem.person_id == person_id).order_by(AboutItem.made_at)
    if not ended:
        asked = asked.where(AboutItem.ended_at.is_(None))
    return [_item(row) for row in session().scalars(asked)]


def _item(row: AboutItem) -> WorkingOn:
    """`label` is an English catalogue word, translated at the edge, or the person's own."""
    ref = row.code or own_ref(row.id)
    label = ABOUT[row.code] if row.code else row.label or ""
    ended = row.ended_at is not None
    return WorkingOn(row.id, ref, label, Goal(row.goal), row.start_on, row.shows_run, ended)
