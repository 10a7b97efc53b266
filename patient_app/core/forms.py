"""A form at the edge: what was typed, what it means, or what is wrong with it."""

from typing import Any, Generic, TypeVar

from flask import request
from marshmallow import ValidationError, fields

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema

T = TypeVar("T")

TOO_LONG = N_("This is too long. What you typed is still here.")
NEEDED = N_("Please fill this in.")


class Form(Generic[T]):
    """Holds the typed values through an error, so that nobody types twice."""

    def __init__(self, schema: type[FrozenSchema], values: dict[str, Any] | None = None) -> None:
        self.schema = schema()
        self.values: dict[str, Any] = values or {}
        self.errors: dict[str, list[str]] = {}
        self.data: T

    def load(self) -> bool:
        """Read the posted form. False when something is wrong; `errors` then says what."""
        self.values = self._posted()
        try:
            self.data = self.schema.load(self.values)
        except ValidationError as refused:
            self.errors = _worded(dict(refused.messages_dict))
            return False
        return True

    def refuse(self, field: str, message: str) -> None:
        """Add what a service found wrong, next to the field it is about."""
        self.errors.setdefault(field, []).append(gettext(message))

    def _posted(self) -> dict[str, Any]:
        several = {n for n, f in self.schema.fields.items() if isinstance(f, fields.List)}
        posted: dict[str, Any] = {}
        for name in request.form:
            values = request.form.getlist(name)
            posted[name] = values if name in several else values[-1]
        return posted


def _worded(messages: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [gettext(text) for text in _flat(found)] for name, found in messages.items()}


def _flat(found: Any) -> list[str]:
    if isinstance(found, dict):
        return [text for inner in found.values() for text in _flat(inner)]
    return [str(text) for text in found]
