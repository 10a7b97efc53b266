"""The form that changes an entry, or tells more about it."""

from typing import Any
from uuid import UUID

from patient_app.core.actors import Actor
from patient_app.core.ids import new_id
from patient_app.cravings.presenters.facts import moment_words
from patient_app.cravings.presenters.questions import questions
from patient_app.cravings.presenters.vessels import vessels
from patient_app.cravings.rules.history import Entry
from patient_app.sync.plain_forms import RecordForm


def change_page(actor: Actor, entry: Entry, form: RecordForm | None = None) -> dict[str, Any]:
    """Two queries beside the entry's own."""
    asked = questions(entry.kind, actor.person_id, entry.told, form, changing=True)
    return {
        "entry": entry,
        "when": moment_words(entry.local),
        "at": _typed(form, "occurred_at:local") or wall_text(entry),
        "base": _typed(form, "base") or entry.revision_id,
        "visibility": _typed(form, "set.visibility") or entry.told["visibility"],
        "asked": [each for each in asked if not each.aside],
        "aside": [each for each in asked if each.aside],
        "vessels": vessels(),
        "form": form,
        "new_id": new_id,
    }


def wall_text(entry: Entry) -> str:
    """The entry's time as a field of the form holds it."""
    return entry.local.isoformat(timespec="minutes")[:16]


def _typed(form: RecordForm | None, name: str) -> str | UUID | None:
    return form.values.get(name, [None])[-1] if form else None
