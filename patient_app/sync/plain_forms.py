"""A form without JavaScript is a record too: the same schema, the same verb, the same ledger.

Field names say how the data is built, here and in static/js/outbox-forms.js alike: `triggers[]`
is a list, `intensity:number` a number, `occurred_at:local` a wall time, `set.note` is `note`
inside `set`. An empty field is not told; inside `set` it is told to be empty. `occurred_at` alone
is the time of the record itself.
"""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from flask import request

from patient_app.core import clock
from patient_app.core.i18n import gettext
from patient_app.core.identity import current_actor
from patient_app.core.ids import new_id
from patient_app.core.messages import N_
from patient_app.sync.refusals import Unreadable
from patient_app.sync.rules.kinds import Kind
from patient_app.sync.rules.posted import data_of, moment_told
from patient_app.sync.rules.records import AHEAD_AT_MOST, Record
from patient_app.sync.service import take_form

SCHEMA = 1
NOT_YET = N_("This time has not come yet.")
NOT_A_TIME = N_("We could not read this time.")


class RecordForm:
    """A posted form that becomes a record; holds the typed values through an error.

    `values` are as typed, by field name; `errors` say what is wrong, by the name in `data`.
    """

    def __init__(self) -> None:
        self.values = {name: request.form.getlist(name) for name in request.form}
        self.errors: dict[str, list[str]] = {}
        self.record_id = self._posted_id()

    def take(self, kind: Kind, **added: Any) -> bool:
        """Store the posted form as a record of `kind`; False when `errors` say why not.

        `added` is data that the address knows. Raises what the kind's verb refuses with.
        """
        told = moment_told(self.values, self.zone)
        if isinstance(told, str) or (told and told - clock.now() > AHEAD_AT_MOST):
            self.refuse("occurred_at", NOT_A_TIME if isinstance(told, str) else NOT_YET)
            return False
        kept = self._store(kind, self.record_id, self.data | added, told)
        self.record_id = kept or self.record_id
        return kept is not None

    def also(self, kind: Kind, field: str, **data: Any) -> UUID | None:
        """Another record of the same form, about one of its fields; its id, the same each time
        the form is sent.
        """
        return self._store(kind, uuid5(self.record_id, repr((field, data))), data, None)

    def _store(
        self, kind: Kind, record_id: UUID, data: dict[str, Any], told: datetime | None
    ) -> UUID | None:
        actor, now = current_actor(), clock.now()
        at = told or now.astimezone(self.zone)
        record = Record(record_id, kind.name, SCHEMA, at, data)
        try:
            return take_form(
                actor.person_id, actor.center_id, record, kind, now, timed=told is not None
            )
        except Unreadable as refused:
            for name, sentences in refused.errors.items():
                for sentence in sentences:
                    self.refuse(name, sentence)
            return None

    def refuse(self, field: str, message: str) -> None:
        """Add what was found wrong, next to the field it is about."""
        self.errors.setdefault(field, []).append(gettext(message))

    @cached_property
    def zone(self) -> ZoneInfo:
        """What the clock on the person's wall follows: entries keep the time it shows."""
        return ZoneInfo(current_actor().clock_zone)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the form tells, before anyone has looked whether it fits."""
        return data_of(self.values, self.zone)

    def _posted_id(self) -> UUID:
        """The form's own id; a form that came without one gets one here."""
        try:
            return UUID(self.values.get("id", [""])[-1])
        except ValueError:
            return new_id()
