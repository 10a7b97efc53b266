"""What the forms of signing in and joining may say."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates, validates_schema

from patient_app.accounts.rules.forms import (
    FirstAnswers,
    NewKey,
    NewPassword,
    SharedPhone,
    SignIn,
    TypedCode,
)
from patient_app.accounts.rules.names import wrong_with
from patient_app.accounts.rules.passkeys import MAX_ANSWER
from patient_app.core.forms import NEEDED, TOO_LONG
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema

_CHOOSE = N_("Please choose one.")


def _text(longest: int) -> fields.String:
    return fields.String(load_default="", validate=validate.Length(max=longest, error=TOO_LONG))


class SignInSchema(FrozenSchema):
    """`name` and `password`, or `passkey`; `shared` and `to` as wished."""

    builds = SignIn
    keeps_spaces = frozenset({"password"})
    name = _text(200)
    password = _text(1000)
    passkey = _text(MAX_ANSWER)
    shared = fields.Boolean(load_default=False)
    to = _text(2000)

    @validates_schema
    def _something_to_prove(self, given: dict[str, Any], **_: object) -> None:
        if given.get("passkey"):
            return
        missing = [name for name in ("name", "password") if not given.get(name)]
        if missing:
            raise ValidationError({name: [NEEDED] for name in missing})


class TypedCodeSchema(FrozenSchema):
    """Eight characters, however they are spaced."""

    builds = TypedCode
    code = fields.String(
        required=True,
        validate=[
            validate.Length(min=1, error=NEEDED),
            validate.Length(max=100, error=TOO_LONG),
        ],
        error_messages={"required": NEEDED},
    )


def _yes_or_no() -> fields.Boolean:
    return fields.Boolean(required=True, error_messages={"required": _CHOOSE, "invalid": _CHOOSE})


class SharedPhoneSchema(FrozenSchema):
    """Whether anyone else uses this phone."""

    builds = SharedPhone
    shared = _yes_or_no()


class FirstAnswersSchema(FrozenSchema):
    """A name of one's choice, and who uses the phone."""

    builds = FirstAnswers
    shared = _yes_or_no()
    name = fields.String(required=True, error_messages={"required": NEEDED})

    @validates("name")
    def _may_be_a_name(self, name: str, **_: object) -> None:
        why = wrong_with(name) if name else NEEDED
        if why is not None:
            raise ValidationError(why)


class NewKeySchema(FrozenSchema):
    """A password, or a phone's answer."""

    builds = NewKey
    keeps_spaces = frozenset({"password"})
    password = _text(1000)
    passkey = _text(MAX_ANSWER)
    name = _text(200)


class NewPasswordSchema(FrozenSchema):
    """A password; whether it is a good one is the service's to say."""

    builds = NewPassword
    keeps_spaces = frozenset({"password"})
    password = _text(1000)
