"""The person's own weekly times, as a list and as a form's first values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.schedule.models import Obligation
from patient_app.schedule.presenters.words import BLOCK_ICONS, BLOCK_WORDS, block_title
from patient_app.schedule.rules.kinds import BlockKind
from patient_app.schedule.rules.own_time import WeeklyBlock

A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One weekly time in the list."""

    id: UUID
    title: str
    note: str
    icon: str
    seen: str


def block_lines(blocks: tuple[WeeklyBlock, ...], today: date) -> list[BlockLine]:
    """Those not over yet, in the order of the week."""
    return [_line(block) for block in blocks if block.until_on is None or block.until_on >= today]


def removed_line(block: WeeklyBlock | None) -> BlockLine | None:
    """The one that was just removed."""
    return _line(block) if block else None


def block_choices() -> list[tuple[str, str, str]]:
    """Kinds as chips."""
    return [(kind.value, gettext(BLOCK_WORDS[kind]), BLOCK_ICONS[kind]) for kind in BlockKind]


def weekday_choices() -> list[tuple[int, str, None]]:
    """Monday to Sunday as chips."""
    return [(day, _weekday(day), None) for day in range(7)]


def as_typed(row: Obligation) -> dict[str, object]:
    """A block as the form would hold it."""
    return {
        "kind": row.kind,
        "title": row.title or "",
        "weekdays": [int(day) for day in row.weekdays],
        "starts": f"{row.starts_local:%H:%M}",
        "ends": f"{row.ends_local:%H:%M}",
        "from_on": row.from_on.isoformat(),
        "until_on": row.until_on.isoformat() if row.until_on else "",
        "busy_visible": row.busy_visible,
    }


def _line(block: WeeklyBlock) -> BlockLine:
    days = ", ".join(_weekday(day) for day in sorted(block.weekdays))
    starts = words.clock_time(block.starts)
    seen = N_("Your care team sees “busy”") if block.busy_visible else N_("Only you see this")
    return BlockLine(
        id=block.id,
        title=block_title(block),
        note=f"{days} · {starts} – {_end(block)}",
        icon=BLOCK_ICONS[block.kind],
        seen=gettext(seen),
    )


def _end(block: WeeklyBlock) -> str:
    """'6:00 AM the next day' for a night."""
    ends = words.clock_time(block.ends)
    if block.ends > block.starts:
        return ends
    return gettext("%(time)s the next day", time=ends)


def _weekday(day: int) -> str:
    return words.weekday_short(A_MONDAY.replace(day=1 + day)).capitalize()
