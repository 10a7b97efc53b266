"""A change of an entry: the fields it names are read by that entry's own schema."""

from typing import Any, ClassVar

from marshmallow import fields, post_load, validates_schema

from patient_app.core import inputs
from patient_app.core.schemas import FrozenSchema
from patient_app.cravings.rules.drafts import AmendDraft
from patient_app.cravings.schemas.entries import ENTRIES, read_changes
from patient_app.cravings.schemas.parts import Moment


class AmendSchema(FrozenSchema):
    """`entry.amend`, schema 1: `entry` names the kind of `of`, `set` what is to be different.

    `occurred_at` moves the entry in time: it happened then.
    """

    builds: ClassVar[type | None] = AmendDraft
    of = inputs.key()
    base = inputs.key()
    entry = inputs.choice(ENTRIES)
    occurred_at = Moment()
    set = fields.Dict(
        keys=fields.String(),
        load_default=dict,
        error_messages=dict.fromkeys(("invalid", "null"), inputs.NOT_A_CHOICE),
    )

    @validates_schema
    def _fits(self, loaded: dict[str, Any], **_: object) -> None:
        read_changes(loaded["entry"], dict(loaded["set"]))

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        changes = read_changes(loaded["entry"], dict(loaded["set"]))
        if loaded["occurred_at"] is not None:
            changes["occurred_at"] = loaded["occurred_at"]
        return AmendDraft(loaded["entry"], loaded["of"], loaded["base"], changes)
