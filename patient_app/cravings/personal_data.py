"""The log of a person: theirs, handed out whole and erased at once."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.core.db import Base, session
from patient_app.core.personal_data import Records
from patient_app.cravings.models import (
    AboutItem,
    CheckIn,
    CravingEntry,
    EntryChange,
    Lapse,
    OwnChoice,
    Win,
)
from patient_app.cravings.rules.code_words import EXPORTED

feature = "cravings"
words = EXPORTED
tables: frozenset[type[Base]] = frozenset(
    {AboutItem, CheckIn, CravingEntry, EntryChange, Lapse, OwnChoice, Win}
)
_OF_CRAVING = (
    "intensity", "source", "started_at", "triggers", "coping", "halt", "about", "place",
    "company", "mood", "after", "outcome", "thought", "note",
)  # fmt: skip
_OF_CHECK_IN = (
    "on_date", "mood", "craving", "sleep", "stress", "confidence", "halt", "medication", "line",
)  # fmt: skip
_OF_LAPSE = ("about", "safe", "next_step", "telling", "note", "debrief")


def export(person_id: UUID) -> Records:
    """Every entry with its history, the person's own words for things, and what they work on."""
    return {
        "cravings": [_entry(row, _OF_CRAVING) for row in _own(CravingEntry, person_id)],
        "wins": [_entry(row, ("what", "note")) for row in _own(Win, person_id)],
        "check_ins": [_entry(row, _OF_CHECK_IN) for row in _own(CheckIn, person_id)],
        "lapses": [_entry(row, _OF_LAPSE) for row in _own(Lapse, person_id)],
        "entry_changes": [_change(row) for row in _own(EntryChange, person_id)],
        "own_choices": [
            {"id": f"own:{row.record_id}", "label": row.label, "list": row.catalogue}
            for row in _own(OwnChoice, person_id)
        ],
        "working_on": [_about(row) for row in _own(AboutItem, person_id)],
    }


def erase(person_id: UUID, now: datetime) -> None:
    """All of it, at once."""
    for table in tables:
        session().execute(delete(table).where(table.person_id == person_id))  # type: ignore[attr-defined]  # each of them has one


def _own(table: Any, person_id: UUID) -> Iterable[Any]:
    order = getattr(table, "occurred_at", None) or getattr(table, "changed_at", None)
    asked = select(table).where(table.person_id == person_id)
    return session().scalars(asked.order_by(table.made_at if order is None else order))


def _entry(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    told = {"id": str(row.record_id), "at": row.occurred_at.isoformat()}
    told |= {name: _plain(getattr(row, name)) for name in names}
    if told.get("debrief"):
        told["debrief"] = json.loads(told["debrief"])
    return told | {"who_sees_it": row.visibility, "taken_out": _plain(row.withdrawn_at)}


def _change(row: EntryChange) -> dict[str, Any]:
    return {
        "of": str(row.of_id),
        "at": row.changed_at.isoformat(),
        "state": row.state,
        "before": json.loads(row.before or "{}"),
        "after": json.loads(row.after),
    }


def _about(row: AboutItem) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "label": row.label or row.code,
        "goal": row.goal,
        "from": _plain(row.start_on),
        "ended": _plain(row.ended_at),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
