"""Reading what a person works on."""

from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validates_schema

from patient_app.core import inputs
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.cravings.rules.working_on import ABOUT, AboutDraft, Goal
from patient_app.cravings.schemas.parts import OneOf

LONGEST_LABEL = 60
_WHICH = N_("Choose one from the list, or write your own word for it.")


class WorkSchema(FrozenSchema):
    """Something from the list, or in the person's own words; their words win."""

    builds: ClassVar[type | None] = AboutDraft
    code = OneOf(ABOUT)
    label = inputs.text_or_none(LONGEST_LABEL)
    goal = fields.Enum(
        Goal,
        by_value=True,
        required=True,
        error_messages=dict.fromkeys(("required", "null", "unknown"), inputs.NOT_A_CHOICE),
    )
    start_on = inputs.day_or_none()
    shows_run = inputs.ticked()

    @validates_schema(skip_on_field_errors=False)
    def _names_something(self, loaded: dict[str, Any], **_: object) -> None:
        if not loaded.get("code") and not loaded.get("label"):
            raise ValidationError(_WHICH, "code")

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        if loaded["label"]:
            loaded["code"] = None
        return super()._build(loaded)
