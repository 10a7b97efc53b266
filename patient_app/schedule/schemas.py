"""What a patient sends about the schedule."""

from datetime import date, time
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from patient_app.core import inputs
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.schedule.rules.drafts import BlockDraft, Intent
from patient_app.schedule.rules.kinds import BlockKind, IntentAnswer

LONGEST_NOTE = 1000
MOST_MINUTES_LATE = 180

_ONE_DAY_AT_LEAST = N_("Please choose at least one day.")
_SAME_TIME = N_("It ends when it starts. Please check the times.")
_DATES_CROSS = N_("The last day is before the first.")
_MINUTES = N_("Please choose how many minutes.")


class IntentSchema(FrozenSchema):
    """Coming, late (with minutes) or cannot (with a note)."""

    builds: ClassVar[type | None] = Intent
    answer = inputs.choice([answer.value for answer in IntentAnswer])
    minutes_late = fields.Integer(
        load_default=None,
        error_messages={"invalid": _MINUTES, "too_large": _MINUTES, "null": _MINUTES},
        validate=validate.Range(1, MOST_MINUTES_LATE, error=_MINUTES),
    )
    note = inputs.text_or_none(LONGEST_NOTE)

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        return Intent(IntentAnswer(loaded.pop("answer")), **loaded)


class QuestionSchema(FrozenSchema):
    """Ask for another time, with or without words."""

    note = inputs.text_or_none(LONGEST_NOTE)


class BlockSchema(FrozenSchema):
    """Own work or school time."""

    builds: ClassVar[type | None] = BlockDraft
    kind = inputs.choice([kind.value for kind in BlockKind])
    title = inputs.text_or_none(60)
    weekdays = fields.List(
        fields.Integer(
            error_messages=dict.fromkeys(("invalid", "null", "too_large"), _ONE_DAY_AT_LEAST),
            validate=validate.Range(0, 6, error=_ONE_DAY_AT_LEAST),
        ),
        required=True,
        validate=validate.Length(1, 7, error=_ONE_DAY_AT_LEAST),
        error_messages=dict.fromkeys(("required", "invalid", "null"), _ONE_DAY_AT_LEAST),
    )
    starts = inputs.clock()
    ends = inputs.clock()
    from_on = inputs.day()
    until_on = inputs.day_or_none()
    busy_visible = inputs.ticked()

    @validates_schema(skip_on_field_errors=True)
    def _check(self, given: dict[str, Any], **_: object) -> None:
        starts: time = given["starts"]
        if starts == given["ends"]:
            raise ValidationError(_SAME_TIME, "ends")
        last: date | None = given["until_on"]
        if last is not None and last < given["from_on"]:
            raise ValidationError(_DATES_CROSS, "until_on")

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        days = tuple(sorted(set(loaded.pop("weekdays"))))
        return BlockDraft(kind=BlockKind(loaded.pop("kind")), weekdays=days, **loaded)


class FeedSchema(FrozenSchema):
    """The patient's own neutral title."""

    title = inputs.text(60)
