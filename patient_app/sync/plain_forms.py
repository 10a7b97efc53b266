"""A form without JavaScript is a record too: the same schema, the same verb, the same ledger.

Field names say how the data is built, here and in static/js/outbox-forms.js alike: `triggers[]`
is a list, `intensity:number` a number, `set.note` is `note` inside `set`; an empty field is not
told.
"""

from typing import Any
from uuid import UUID

from flask import request

from patient_app.core import clock
from patient_app.core.i18n import gettext
from patient_app.core.identity import current_actor
from patient_app.core.ids import new_id
from patient_app.sync.refusals import Unreadable
from patient_app.sync.rules.kinds import Kind
from patient_app.sync.rules.posted import data_of
from patient_app.sync.rules.records import Record
from patient_app.sync.service import take_form

SCHEMA = 1


class RecordForm:
    """A posted form that becomes a record; holds the typed values through an error.

    `values` are as typed, by field name; `errors` say what is wrong, by the name in `data`.
    """

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self.errors: dict[str, list[str]] = {}
        self.record_id: UUID

    def take(self, kind: Kind, **added: Any) -> bool:
        """Store the posted form as a record of `kind`; False when `errors` say why not.

        `added` is data that the address knows. Raises what the kind's verb refuses with.
        """
        self.values = {name: request.form.getlist(name) for name in request.form}
        actor, now = current_actor(), clock.now()
        data = data_of(self.values) | added
        record = Record(self._posted_id(), kind.name, SCHEMA, now, data)
        try:
            self.record_id = take_form(actor.person_id, actor.center_id, record, kind, now)
        except Unreadable as refused:
            self.errors = {
                name: [gettext(text) for text in told] for name, told in refused.errors.items()
            }
            return False
        return True

    def _posted_id(self) -> UUID:
        """The form's own id; a form that came without one gets one here."""
        try:
            return UUID(self.values.get("id", [""])[-1])
        except ValueError:
            return new_id()
