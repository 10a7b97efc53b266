"""An entry's history: what was changed when, and how the entry stood at any of its versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from patient_app.cravings.rules.changes import ChangeState

Told = Mapping[str, Any]
"""Values of an entry by field, as JSON has them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, `before` and `after` holding only the fields it names."""

    id: UUID
    record_id: UUID
    base_id: UUID
    state: ChangeState
    changed_at: datetime
    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of any kind. `local` is the wall time where it was written; naive."""

    kind: str
    record_id: UUID
    revision_id: UUID
    occurred_at: datetime
    local: datetime
    clock_ahead: bool
    just_me: bool
    withdrawn: bool
    told: Told
    changes: Sequence[Change]

    @property
    def offset(self) -> timedelta:
        """How far that wall was from UTC."""
        return self.local - self.occurred_at.replace(tzinfo=None)

    @property
    def waiting(self) -> list[Change]:
        """Changes from another phone that wait for the person to choose."""
        return [each for each in self.changes if each.state is ChangeState.WAITING]


def as_seen(now: Told, changes: Sequence[Change], revision_id: UUID, seen_id: UUID) -> Told:
    """How the entry stood at `seen_id`: later changes undone, the latest first.

    Each change that counted followed another; from the newest one back they name their bases.
    A version that is not on that way is not known: then the entry as it stands now.
    """
    by_name = {each.record_id: each for each in changes if each.state is ChangeState.APPLIED}
    seen, at = dict(now), revision_id
    while at != seen_id:
        change = by_name.pop(at, None)
        if change is None:
            return now
        seen |= change.before
        at = change.base_id
    return seen


def differing(told: Told, seen: Told) -> dict[str, Any]:
    """What a form tells that differs from what its page showed; nothing told is nothing told."""
    return {name: value for name, value in told.items() if _bare(value) != _bare(seen.get(name))}


def _bare(value: Any) -> Any:
    return None if value in ("", [], {}) else value
