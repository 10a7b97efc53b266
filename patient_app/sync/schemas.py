"""Reading the envelope of a record, and turning a feature's schemas into a kind's reader."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, validate

from patient_app.core import inputs
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.sync.refusals import Unreadable
from patient_app.sync.rules.kinds import Kind, Told
from patient_app.sync.rules.records import Record

_NOT_A_MOMENT = N_("This needs a time with its zone, like 2026-10-14T17:30:00-07:00.")
_NOT_KNOWN = N_("We do not know this kind of entry.")


class RecordSchema(FrozenSchema):
    """The envelope of DESIGN section 5; `owner` is looked at before anything else."""

    builds: ClassVar[type | None] = Record
    id = inputs.key()
    kind = inputs.text(30)
    schema = inputs.number(1, 1000)
    occurred_at = fields.AwareDateTime(
        format="iso",
        required=True,
        error_messages=dict.fromkeys(
            ("required", "null", "invalid", "invalid_awareness", "format"), _NOT_A_MOMENT
        ),
    )
    data = fields.Dict(
        required=True,
        keys=fields.String(validate=validate.Length(max=40)),
        error_messages=dict.fromkeys(("required", "null", "invalid"), _NOT_KNOWN),
    )


def kind_of(
    name: str, schemas: Mapping[int, type[FrozenSchema]], store: Callable[[Told], None]
) -> Kind:
    """A kind read by `schemas`, one for each number ever released."""

    def read(number: int, data: Mapping[str, Any]) -> Any:
        if number not in schemas:
            raise Unreadable({"schema": [_NOT_KNOWN]})
        try:
            return schemas[number]().load(dict(data))
        except ValidationError as refused:
            raise Unreadable(refused.messages_dict) from None

    return Kind(name, {number: _described(each) for number, each in schemas.items()}, read, store)


def unknown_kind() -> Unreadable:
    """The refusal of a kind that no feature brings."""
    return Unreadable({"kind": [_NOT_KNOWN]})


def _described(schema: type[FrozenSchema]) -> dict[str, str]:
    return {
        name: type(field).__name__.strip("_").lower() + ("" if field.required else "?")
        for name, field in schema().fields.items()
    }
