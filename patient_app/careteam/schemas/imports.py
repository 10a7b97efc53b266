"""A calendar file, and what a person chose for its rows."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate

from patient_app.careteam.rules.import_drafts import Shown, Upload
from patient_app.core import inputs
from patient_app.core.schemas import FrozenSchema
from patient_app.schedule.importing.rules.plan import Choice, Choices, Keep
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.rules.zones import zone_names

LONGEST_PASTE = 5 * 1024 * 1024
_OF_ROW = re.compile(r"([a-z]+)-(\d{1,6})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,6}( \d{1,6})*)?", re.ASCII)

Values = Mapping[str, str]


class UploadSchema(FrozenSchema):
    """The words beside the file."""

    builds: ClassVar[type | None] = Upload
    keeps_spaces: ClassVar[frozenset[str]] = frozenset({"pasted"})
    zone = inputs.choice(sorted(zone_names()))
    pasted = inputs.text_or_none(LONGEST_PASTE)


class ShownSchema(FrozenSchema):
    """Numbers of rows with spaces between."""

    shown = fields.String(
        load_default="",
        validate=validate.Regexp(_NUMBERS.pattern + r"\Z", error=inputs.NOT_A_CHOICE),
    )

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> Shown:
        return Shown(frozenset(int(number) for number in loaded["shown"].split()))


class ChoiceSchema(FrozenSchema):
    """One row: taken or not, and what it is called and where it is."""

    take = inputs.ticked()
    kind = fields.String(
        load_default=None,
        validate=validate.OneOf([str(kind) for kind in SeriesKind], error=inputs.NOT_A_CHOICE),
    )
    title = inputs.text_or_none(120)
    topic = fields.String(load_default=None, validate=validate.Length(max=40))
    place = fields.String(load_default=None, validate=validate.Length(max=120))
    keep = fields.String(
        load_default=None,
        validate=validate.OneOf([str(keep) for keep in Keep], error=inputs.NOT_A_CHOICE),
    )

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> Choice:
        kind, keep = loaded.pop("kind"), loaded.pop("keep")
        return Choice(
            **loaded,
            kind=SeriesKind(kind) if kind else None,
            keep=Keep(keep) if keep else None,
        )


def read_choices(given: Values) -> tuple[Choices, dict[str, list[str]]]:
    """Row -> choice from fields named `title-12`; and what is wrong, by the field's full name."""
    shown: Shown = ShownSchema().load({"shown": given.get("shown", "")})
    rows: dict[int, dict[str, str]] = {row: {} for row in shown.rows}
    for name, value in given.items():
        named = _OF_ROW.fullmatch(name)
        if named:
            rows.setdefault(int(named[2]), {})[named[1]] = value
        elif name != "shown":
            raise ValidationError(inputs.NOT_A_CHOICE, name)
    return _load_each(rows, shown)


def _load_each(rows: Mapping[int, Values], shown: Shown) -> tuple[Choices, dict[str, list[str]]]:
    choices: dict[int, Choice] = {}
    errors: dict[str, list[str]] = {}
    for row, values in rows.items():
        taken = {} if row in shown.rows else {"take": "yes"}
        try:
            choices[row] = ChoiceSchema().load({**taken, **values})
        except ValidationError as wrong:
            found = dict(wrong.messages_dict)
            errors |= {f"{name}-{row}": list(map(str, told)) for name, told in found.items()}
    return choices, errors
