"""What Insights is made of: four reads, however much there is, and no entry is unsealed."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session
from patient_app.cravings.models import AboutItem, CravingEntry, Lapse
from patient_app.cravings.queries.entry import wall
from patient_app.cravings.rules.days import LapseDay
from patient_app.cravings.rules.insights.entries import Entry
from patient_app.cravings.rules.scales import SCALE, Visibility
from patient_app.cravings.rules.working_on import ABOUT, own_ref

_ENTRY = (
    CravingEntry.occurred_at,
    CravingEntry.offset_minutes,
    CravingEntry.intensity,
    CravingEntry.triggers,
    CravingEntry.coping,
    CravingEntry.after,
    CravingEntry.outcome,
)


class Item(NamedTuple):
    """One thing the person works on, or did; `label` as in `queries.working_on`."""

    ref: str
    label: str
    start_on: date | None
    shows_run: bool
    ended: bool


def entries_of(person_id: UUID, *, just_me: bool = True, latest: int | None = None) -> list[Entry]:
    """Every craving that counts, the oldest first; without `just_me` only those that are not.
    Of many only the `latest`, the newest first.

    What was taken out does not count, what was changed counts as it is now, and entries on
    another scale are never mixed in.
    """
    asked = select(*_ENTRY).where(
        CravingEntry.person_id == person_id,
        CravingEntry.withdrawn_at.is_(None),
        CravingEntry.scale == SCALE,
    )
    if not just_me:
        asked = asked.where(CravingEntry.visibility != Visibility.JUST_ME.value)
    order = CravingEntry.occurred_at.desc() if latest else CravingEntry.occurred_at
    rows = session().execute(asked.order_by(order).limit(latest))
    return [
        Entry(wall(at, offset), intensity, triggers, coping, after, outcome)
        for at, offset, intensity, triggers, coping, after, outcome in rows
    ]


def lapse_days(person_id: UUID) -> list[LapseDay]:
    """The dates of the lapses that count, on the person's wall."""
    asked = select(Lapse.occurred_at, Lapse.offset_minutes, Lapse.about).where(
        Lapse.person_id == person_id, Lapse.withdrawn_at.is_(None)
    )
    rows = session().execute(asked.order_by(Lapse.occurred_at))
    return [LapseDay(wall(at, offset).date(), about) for at, offset, about in rows]


def items_of(person_id: UUID) -> list[Item]:
    """Everything the person works on or put away, in the order it was begun."""
    asked = select(AboutItem).where(AboutItem.person_id == person_id).order_by(AboutItem.made_at)
    return [_item(row) for row in session().scalars(asked)]


def _item(row: AboutItem) -> Item:
    ref = row.code or own_ref(row.id)
    label = ABOUT[row.code] if row.code else row.label or ""
    return Item(ref, label, row.start_on, row.shows_run, row.ended_at is not None)
