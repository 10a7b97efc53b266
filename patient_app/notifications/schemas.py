"""What may be said about reminders, by forms and by a phone."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import EXCLUDE, ValidationError, fields, post_load, validate, validates_schema

from patient_app.core import inputs
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.notifications.rules.choices import LEADS
from patient_app.notifications.rules.drafts import (
    DiscretionDraft,
    KindDraft,
    QuietDraft,
    SubscriptionDraft,
)
from patient_app.notifications.rules.endpoints import MOST_CHARACTERS
from patient_app.notifications.rules.kinds import Discretion

BOTH_OR_NEITHER = N_("Please choose both times, or clear both.")
MOST_LEADS = 3
_TOO_MANY = N_("Please choose at most three.")


class KindSchema(FrozenSchema):
    """The switches; a kind we do not know is ignored, it may be of an older page."""

    builds: ClassVar[type | None] = KindDraft
    on = inputs.several(fields.String(validate=validate.Length(max=20)))
    leads = inputs.several(
        fields.Integer(
            validate=validate.OneOf(LEADS, error=inputs.NOT_A_CHOICE),
            error_messages={"invalid": inputs.NOT_A_CHOICE},
        )
    )
    check_in_at = inputs.clock()

    @validates_schema
    def _few(self, given: Mapping[str, Any], **_: object) -> None:
        if len(set(given.get("leads", ()))) > MOST_LEADS:
            raise ValidationError(_TOO_MANY, "leads")

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> KindDraft:
        return KindDraft(tuple(loaded["on"]), tuple(loaded["leads"]), loaded["check_in_at"])


class QuietSchema(FrozenSchema):
    """Hours of quiet and the most in a day."""

    builds: ClassVar[type | None] = QuietDraft
    quiet_from = inputs.clock_or_none()
    quiet_until = inputs.clock_or_none()
    most_per_day = inputs.number(1, 20)

    @validates_schema
    def _both(self, given: Mapping[str, Any], **_: object) -> None:
        if (given.get("quiet_from") is None) != (given.get("quiet_until") is None):
            raise ValidationError(BOTH_OR_NEITHER, "quiet_until")


class DiscretionSchema(FrozenSchema):
    """How much a lock screen tells."""

    builds: ClassVar[type | None] = DiscretionDraft
    discretion = fields.Enum(
        Discretion,
        by_value=True,
        required=True,
        error_messages=dict.fromkeys(("unknown", "required", "null"), inputs.NOT_A_CHOICE),
    )


class _Keys(FrozenSchema):
    class Meta:
        unknown = EXCLUDE

    p256dh = inputs.text(200)
    auth = inputs.text(100)


class SubscriptionSchema(FrozenSchema):
    """PushSubscription.toJSON(), whatever else a browser may put into it."""

    class Meta:
        unknown = EXCLUDE

    endpoint = inputs.text(MOST_CHARACTERS)
    keys = fields.Nested(_Keys, required=True)

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> SubscriptionDraft:
        return SubscriptionDraft(loaded["endpoint"], **loaded["keys"])
