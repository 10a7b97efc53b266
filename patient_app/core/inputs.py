"""The kinds of field a form of ours has, each with plain words for what may be wrong."""

from datetime import date, time
from typing import Any

from marshmallow import fields, validate

from patient_app.core.forms import NEEDED, TOO_LONG
from patient_app.core.messages import N_

NOT_A_DATE = N_("Please use a date like 2026-10-14.")
NOT_A_TIME = N_("Please use a time like 17:30.")
NOT_A_NUMBER = N_("Please use a whole number.")
NOT_A_CHOICE = N_("Please choose one from the list.")

_WAYS_TO_BE_WRONG = ("invalid", "invalid_uuid", "invalid_utf8", "format", "too_large", "type")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


class _Text(fields.String):
    """A blank optional text is no text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        typed = super()._deserialize(value, attr, data, **more)
        return typed or (None if self.allow_none else typed)


class _Date(fields.Date):
    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        if value == "":
            raise self.make_error("required")
        return super()._deserialize(value, attr, data, **more)


class _Time(fields.Time):
    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        if value == "":
            raise self.make_error("required")
        typed: time = super()._deserialize(value, attr, data, **more)
        return typed.replace(second=0, microsecond=0, tzinfo=None)


class _Key(fields.UUID):
    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        return super()._deserialize(value, attr, data, **more)


def text(longest: int) -> fields.String:
    """Words that must be there."""
    return _Text(
        required=True,
        error_messages=_errors(NEEDED),
        validate=[
            validate.Length(min=1, error=NEEDED),
            validate.Length(max=longest, error=TOO_LONG),
        ],
    )


def text_or_none(longest: int) -> fields.String:
    """Words, or None when left blank."""
    return _Text(
        load_default=None,
        allow_none=True,
        error_messages=_errors(NEEDED),
        validate=lambda typed: _at_most(typed, longest),
    )


def day() -> fields.Date:
    """A date of a calendar people use."""
    return _Date(
        required=True,
        error_messages=_errors(NOT_A_DATE),
        validate=validate.Range(FIRST_DAY, LAST_DAY, error=NOT_A_DATE),
    )


def day_or_none() -> fields.Date:
    """A date, or None when left blank."""
    return _Date(
        load_default=None,
        allow_none=True,
        error_messages=_errors(NOT_A_DATE),
        validate=_near,
    )


def clock() -> fields.Time:
    """A wall time, without seconds."""
    return _Time(required=True, error_messages=_errors(NOT_A_TIME))


def clock_or_none() -> fields.Time:
    """A wall time, or None when left blank."""
    return _Time(load_default=None, allow_none=True, error_messages=_errors(NOT_A_TIME))


def number(least: int, most: int) -> fields.Integer:
    """A whole number from-to."""
    return fields.Integer(
        required=True,
        error_messages=_errors(NOT_A_NUMBER),
        validate=validate.Range(least, most, error=NOT_A_NUMBER),
    )


def number_or_none(least: int, most: int) -> fields.Integer:
    """A whole number from-to, or None when it is not told."""
    return fields.Integer(
        load_default=None,
        allow_none=True,
        error_messages=_errors(NOT_A_NUMBER),
        validate=validate.Range(least, most, error=NOT_A_NUMBER),
    )


def choice(codes: Any) -> fields.String:
    """One of `codes`."""
    return fields.String(
        required=True,
        error_messages=_errors(NOT_A_CHOICE),
        validate=validate.OneOf(list(codes), error=NOT_A_CHOICE),
    )


def key() -> fields.UUID:
    """The id of something chosen from a list."""
    return _Key(required=True, error_messages=_errors(NOT_A_CHOICE))


def key_or_none() -> fields.UUID:
    """The id of something chosen, or None for nothing."""
    return _Key(load_default=None, allow_none=True, error_messages=_errors(NOT_A_CHOICE))


def several(inner: fields.Field[Any]) -> fields.List[Any]:
    """Any number of boxes ticked."""
    return fields.List(inner, load_default=list, error_messages=_errors(NOT_A_CHOICE))


def ticked() -> fields.Boolean:
    """A box: absent means no."""
    return fields.Boolean(load_default=False, error_messages=_errors(NOT_A_CHOICE))


def _errors(invalid: str) -> dict[str, Any]:
    return dict.fromkeys(_WAYS_TO_BE_WRONG, invalid) | {"required": NEEDED, "null": NEEDED}


def _at_most(typed: str | None, longest: int) -> None:
    validate.Length(max=longest, error=TOO_LONG)(typed or "")


def _near(given: date | None) -> None:
    if given is not None:
        validate.Range(FIRST_DAY, LAST_DAY, error=NOT_A_DATE)(given)
