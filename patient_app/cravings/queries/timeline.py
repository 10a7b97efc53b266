"""Entries of all kinds, the newest first, in one statement."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Integer,
    LargeBinary,
    Row,
    Select,
    String,
    Uuid,
    and_,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)

from patient_app.core.db import Codes, Instant, fetch
from patient_app.core.sealed import opened
from patient_app.cravings.queries.entry import wall
from patient_app.cravings.queries.rows import TABLES
from patient_app.cravings.rules.lines import Line

# Every kind fills the columns it has; the others stay empty.
_COLUMNS: dict[str, Any] = {
    "intensity": Integer,
    "after": Integer,
    "outcome": String,
    "mood": Integer,
    "sleep": Integer,
    "what": String,
    "place": String,
    "triggers": Codes,
    "coping": Codes,
    "about": Codes,
}
_WORDS = {
    "craving": "craving_entry.note",
    "win": "win.note",
    "checkin": "check_in.line",
    "lapse": "lapse.note",
}
_COMMON = ("id", "record_id", "occurred_at", "offset_minutes", "visibility")


def latest_entries(
    person_id: UUID,
    kind: str | None,
    most: int,
    before: tuple[datetime, UUID] | None = None,
) -> list[Line]:
    """At most `most` entries that were not taken out, of one kind or of all; `before` is time and
    name of the entry after which the page begins.
    """
    values: dict[str, Any] = {"person": person_id, "most": most}
    if before is not None:
        values |= {"at": before[0], "record": before[1]}
    return [_line(row) for row in fetch(_entries(kind, earlier=before is not None), values)]


def _line(row: Row[Any]) -> Line:
    return Line(
        kind=row.kind,
        record_id=row.record_id,
        local=wall(row.occurred_at, row.offset_minutes),
        just_me=row.visibility == "just_me",
        intensity=row.intensity,
        after=row.after,
        outcome=row.outcome,
        mood=row.mood,
        sleep=row.sleep,
        what=row.what,
        place=row.place,
        triggers=row.triggers or (),
        coping=row.coping or (),
        about=row.about or (),
        note=opened(_WORDS[row.kind], row.id, row.note),
    )


@cache
def _entries(kind: str | None, *, earlier: bool) -> Select[Any]:
    kinds = [kind] if kind else list(TABLES)
    # Each part ends by itself, so that its index gives the few rows that can be on the page.
    parts = [select(_part(each, earlier=earlier).subquery()) for each in kinds]
    found = (union_all(*parts) if len(parts) > 1 else parts[0]).subquery("found")
    newest = (found.c.occurred_at.desc(), found.c.record_id.desc())
    return select(found).order_by(*newest).limit(bindparam("most", type_=Integer()))


def _part(kind: str, *, earlier: bool) -> Select[Any]:
    table = TABLES[kind].__table__.c
    words = _WORDS[kind].rpartition(".")[2] + "_sealed"
    wanted = select(
        literal(kind).label("kind"),
        *(table[name] for name in _COMMON),
        *(
            table[name] if name in table else cast(null(), type_).label(name)
            for name, type_ in _COLUMNS.items()
        ),
        cast(table[words], LargeBinary).label("note"),
    ).where(table.person_id == bindparam("person", type_=Uuid()), table.withdrawn_at.is_(None))
    if earlier:
        at, record = bindparam("at", type_=Instant()), bindparam("record", type_=Uuid())
        same_time = and_(table.occurred_at == at, table.record_id < record)
        wanted = wanted.where(or_(table.occurred_at < at, same_time))
    newest = (table.occurred_at.desc(), table.record_id.desc())
    return wanted.order_by(*newest).limit(bindparam("most", type_=Integer()))
