"""What an admin sends from the settings page."""

import re
from typing import Any, ClassVar
from zoneinfo import available_timezones

from marshmallow import ValidationError, post_load, validates

from patient_app.centers.rules.levels import LEVELS
from patient_app.centers.rules.settings import (
    About,
    ClosedDay,
    NewHost,
    NewProgram,
    Phones,
    Stretch,
    WeeklyHours,
)
from patient_app.core import inputs
from patient_app.core.forms import NEEDED
from patient_app.core.i18n import LANGUAGES
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema

STRETCHES_A_DAY = 2
SLOTS = 7 * STRETCHES_A_DAY
ZONES = frozenset(zone for zone in available_timezones() if "/" in zone or zone == "UTC")

_HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII)
_NOT_A_HOST = N_("Use a host name like app.example.org, without https:// or a path.")
_BOTH_ENDS = N_("A day needs both times, or neither.")
_ONE_LANGUAGE = N_("Please choose at least one language.")


class AboutSchema(FrozenSchema):
    """Name, zone, languages, policies."""

    builds: ClassVar[type | None] = About
    name = inputs.text(120)
    zone = inputs.choice(ZONES)
    languages = inputs.several(inputs.choice(LANGUAGES))
    privacy_contact = inputs.text_or_none(200)
    record_years = inputs.number(1, 30)
    request_hours = inputs.number(1, 120)

    @validates("languages")
    def _at_least_one(self, chosen: list[str], **_: object) -> None:
        if not chosen:
            raise ValidationError(_ONE_LANGUAGE)

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        languages = tuple(dict.fromkeys(loaded.pop("languages")))
        return About(languages=languages, **loaded)


class PhonesSchema(FrozenSchema):
    """Two numbers; `dialable` decides what is one."""

    builds: ClassVar[type | None] = Phones
    office = inputs.text_or_none(40)
    after_hours = inputs.text_or_none(40)


class HoursSchema(FrozenSchema):
    """14 openings and 14 closings: two stretches for each day from Monday, blank when closed."""

    opens = inputs.several(inputs.clock_or_none())
    closes = inputs.several(inputs.clock_or_none())

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        opens, closes = loaded["opens"], loaded["closes"]
        if len(opens) != SLOTS or len(closes) != SLOTS:
            raise ValidationError(NEEDED, "opens")
        pairs = list(zip(opens, closes, strict=True))
        if any((first is None) != (last is None) for first, last in pairs):
            raise ValidationError(_BOTH_ENDS, "opens")
        return WeeklyHours(
            tuple(
                Stretch(slot // STRETCHES_A_DAY, first, last)
                for slot, (first, last) in enumerate(pairs)
                if first is not None
            )
        )


class ClosedDaySchema(FrozenSchema):
    """A day closed, with its reason."""

    builds: ClassVar[type | None] = ClosedDay
    closed_on = inputs.day()
    reason = inputs.text_or_none(80)


class HostSchema(FrozenSchema):
    """A host name, in lower case and without a port."""

    host = inputs.text(253)

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        host = loaded["host"].lower()
        if not _HOST.fullmatch(host):
            raise ValidationError(_NOT_A_HOST, "host")
        return NewHost(host)


class ProgramSchema(FrozenSchema):
    """A program and its level of care."""

    program = inputs.text(120)
    level_of_care = inputs.choice(LEVELS)

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        return NewProgram(loaded["program"], loaded["level_of_care"])


class RowSchema(FrozenSchema):
    """Which row a one-button form is about."""

    id = inputs.key()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        return loaded["id"]
