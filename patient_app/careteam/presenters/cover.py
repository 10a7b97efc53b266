"""Covers as their two people read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from patient_app.accounts.queries.people import names_of
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.episodes.queries.cover import covers_about

if TYPE_CHECKING:
    from patient_app.episodes.models import Cover


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One cover: with whom, and when."""

    id: UUID
    name: str
    when: str


def cover_lines(actor: Actor, now: datetime) -> dict[str, Any]:
    """`mine`: who stands in for me; `others`: for whom I do."""
    rows = covers_about(actor.center_id, actor.person_id, actor.today(now))
    names = names_of({row.staff_id for row in rows} | {row.cover_id for row in rows})
    own = [row for row in rows if row.staff_id == actor.person_id]
    return {
        "mine": [_line(row, names[row.cover_id]) for row in own],
        "others": [_line(row, names[row.staff_id]) for row in rows if row not in own],
    }


def _line(row: "Cover", name: str) -> CoverLine:
    return CoverLine(
        row.id, name, f"{words.day_short(row.from_on)} – {words.day_short(row.until_on)}"
    )
