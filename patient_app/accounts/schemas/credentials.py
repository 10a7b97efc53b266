"""What the forms about passkeys and codes may say."""

from marshmallow import fields, validate

from patient_app.accounts.rules.passkeys import MAX_ANSWER, AddPasskey, RenamePasskey
from patient_app.accounts.rules.second_factor import SixDigits
from patient_app.core.forms import NEEDED, TOO_LONG
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema

_NAMED = validate.Length(max=60, error=TOO_LONG)


class AddPasskeySchema(FrozenSchema):
    """The phone's answer, as JSON, and a name for the phone."""

    builds = AddPasskey
    passkey = fields.String(
        required=True,
        validate=validate.Length(min=1, max=MAX_ANSWER, error=NEEDED),
        error_messages={"required": NEEDED},
    )
    label = fields.String(load_default="", validate=_NAMED)


class RenamePasskeySchema(FrozenSchema):
    """A new name for a passkey."""

    builds = RenamePasskey
    label = fields.String(
        required=True,
        validate=[validate.Length(min=1, error=NEEDED), _NAMED],
        error_messages={"required": NEEDED},
    )


class SixDigitsSchema(FrozenSchema):
    """Six digits; spaces between them are fine."""

    builds = SixDigits
    code = fields.String(
        required=True,
        validate=validate.Regexp(
            r"(\s*[0-9]){6}\s*$", error=N_("Type the six digits from your app.")
        ),
        error_messages={"required": NEEDED},
    )
