"""Changing an entry, with its history; taking it out, and back in."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.cravings.models import CheckIn, EntryChange
from patient_app.cravings.queries.rows import AnyEntry, own_row, own_row_of_any_kind
from patient_app.cravings.queries.told import held, plain
from patient_app.cravings.rules.changes import ChangeState
from patient_app.cravings.rules.drafts import AmendDraft, WithdrawDraft
from patient_app.sync.rules.kinds import Told
from patient_app.sync.rules.records import moment_of


@unit_of_work()
def amend_entry(told: Told) -> None:
    """Change the named fields. Made without the newest version seen, it waits to be chosen.

    Raises NotFound when the entry is not this person's.
    """
    draft: AmendDraft = told.draft
    row = own_row(told.person_id, draft.entry, draft.of, to_change=True)
    after = {name: plain(value) for name, value in draft.changes.items()}
    before = {name: held(row, name) for name in after}
    fits = draft.base == row.revision_id or before == after
    change = EntryChange(
        person_id=told.person_id,
        record_id=told.record_id,
        of_id=draft.of,
        # What it followed, so that the way back through all versions stays whole.
        base_id=row.revision_id if fits else draft.base,
        state=(ChangeState.APPLIED if fits else ChangeState.WAITING).value,
        changed_at=told.when.at,
    )
    change.before, change.after = json.dumps(before), json.dumps(after)
    session().add(change)
    if fits:
        _apply(row, after, told.record_id, told.received_at)
    session().flush()


@unit_of_work()
def settle_change(person_id: UUID, change_id: UUID, now: datetime, *, use: bool) -> UUID:
    """Use a waiting change or leave it; the entry it is about. Raises NotFound."""
    change = session().scalar(
        select(EntryChange)
        .where(
            EntryChange.person_id == person_id,
            EntryChange.id == change_id,
            EntryChange.state == ChangeState.WAITING.value,
        )
        .with_for_update()
    )
    if change is None:
        raise NotFound
    _, row = own_row_of_any_kind(person_id, change.of_id)
    if use:
        after = json.loads(change.after)
        change.before = json.dumps({name: held(row, name) for name in after})
        change.base_id = row.revision_id
        _apply(row, after, change.record_id, now)
    change.state = (ChangeState.APPLIED if use else ChangeState.LEFT).value
    session().flush()
    return change.of_id


@unit_of_work()
def withdraw_entry(told: Told) -> None:
    """Take an entry out of everything, or put it back. Raises NotFound."""
    draft: WithdrawDraft = told.draft
    _, row = own_row_of_any_kind(told.person_id, draft.of)
    row.withdrawn_at = None if draft.back else told.received_at
    session().flush()


def _apply(row: AnyEntry, after: Mapping[str, Any], revision_id: UUID, now: datetime) -> None:
    for name, value in after.items():
        if name == "occurred_at":
            _move(row, datetime.fromisoformat(value), now)
        else:
            setattr(row, name, _for_column(name, value))
    row.revision_id = revision_id


def _for_column(name: str, value: Any) -> Any:
    if name == "started_at" and value:
        return datetime.fromisoformat(value)
    if isinstance(value, dict):
        return json.dumps(value)
    return tuple(value) if isinstance(value, list) else value


def _move(row: AnyEntry, occurred_at: datetime, now: datetime) -> None:
    when = moment_of(occurred_at, now)
    row.occurred_at, row.offset_minutes = when.at, when.offset_minutes
    row.clock_ahead = when.clock_ahead
    if isinstance(row, CheckIn):
        row.on_date = when.local.date()
