"""Fields that several entries share: scales and codes, each with plain words for what is wrong."""

import re
from collections.abc import Collection
from typing import Any

from marshmallow import ValidationError, fields, validate

from patient_app.core import inputs
from patient_app.core.inputs import NOT_A_CHOICE
from patient_app.core.messages import N_
from patient_app.cravings.rules.scales import HIGHEST, LOWEST

MOST_CODES = 30
_OWN = re.compile(r"own:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER_0_10 = N_("Please choose a number from 0 to 10.")
_BAD = ("invalid", "null", "too_large", "required")


class CodeList(fields.List[str]):
    """Codes of a catalogue, or a person's own; each once, in the order given."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = frozenset(codes)
        super().__init__(
            fields.String(error_messages=dict.fromkeys(_BAD, NOT_A_CHOICE)),
            load_default=(),
            validate=validate.Length(max=MOST_CODES, error=NOT_A_CHOICE),
            error_messages=dict.fromkeys(_BAD, NOT_A_CHOICE),
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        given = super()._deserialize(value, attr, data, **more)
        if not all(code in self.codes or _OWN.fullmatch(str(code)) for code in given):
            raise ValidationError(NOT_A_CHOICE)
        return tuple(dict.fromkeys(given))


class Scale(fields.Integer):
    """A whole number from 0 to 10; `required` for a craving's intensity, else "" is no answer."""

    def __init__(self, *, required: bool = False, most: int = HIGHEST, least: int = LOWEST) -> None:
        optional: dict[str, Any] = {} if required else {"load_default": None, "allow_none": True}
        super().__init__(
            required=required,
            error_messages=dict.fromkeys(_BAD, _NUMBER_0_10),
            validate=validate.Range(least, most, error=_NUMBER_0_10),
            **optional,
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        if isinstance(value, bool | float):
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **more)


class OneOf(fields.String):
    """One code, or nothing."""

    def __init__(self, codes: Collection[str]) -> None:
        super().__init__(
            load_default=None,
            allow_none=True,
            error_messages=dict.fromkeys(_BAD, NOT_A_CHOICE),
            validate=validate.OneOf([*codes, ""], error=NOT_A_CHOICE),
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return super()._deserialize(value, attr, data, **more) or None


class Moment(fields.AwareDateTime):
    """An instant with its offset, or nothing."""

    def __init__(self) -> None:
        super().__init__(
            format="iso",
            load_default=None,
            allow_none=True,
            error_messages=dict.fromkeys((*_BAD, "invalid_awareness", "format"), inputs.NOT_A_TIME),
        )


def words(longest: int) -> fields.String:
    """A person's own words, or None."""
    return inputs.text_or_none(longest)
