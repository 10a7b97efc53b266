"""Keeping what a form of an entry tells differently from what its page showed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from patient_app.core import clock
from patient_app.cravings.outbox import ENTRY_AMEND
from patient_app.cravings.presenters.change import wall_text
from patient_app.cravings.rules.history import Entry, as_seen, differing
from patient_app.sync.plain_forms import NOT_YET, RecordForm
from patient_app.sync.rules.records import AHEAD_AT_MOST


def amend(form: RecordForm, entry: Entry) -> bool:
    """A change of what differs, none when nothing does; False when `form.errors` say why not."""
    told = form.data.get("set")
    if isinstance(told, dict):
        seen = as_seen(entry.told, entry.changes, entry.revision_id, _base(form, entry))
        form.data["set"] = differing(told, seen)
    at = form.values.get("occurred_at:local", [""])[-1]
    if at == wall_text(entry):
        form.data.pop("occurred_at", None)
    elif _is_ahead(form.data.get("occurred_at")):
        form.refuse("occurred_at", NOT_YET)
        return False
    if not form.data.get("set") and "occurred_at" not in form.data:
        return True
    return form.take(ENTRY_AMEND, of=str(entry.record_id), entry=entry.kind)


def _base(form: RecordForm, entry: Entry) -> UUID:
    try:
        return UUID(str(form.data.get("base")))
    except ValueError:
        return entry.revision_id


def _is_ahead(told: Any) -> bool:
    try:
        return datetime.fromisoformat(str(told)) - clock.now() > AHEAD_AT_MOST
    except (ValueError, TypeError):
        return False
