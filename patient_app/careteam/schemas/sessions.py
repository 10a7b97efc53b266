"""Changes to dated sessions, attendance and places."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from marshmallow import ValidationError, post_load

from patient_app.careteam.rules.session_drafts import (
    Answer,
    Cancel,
    Details,
    Enrol,
    Marks,
    Move,
    Substitute,
    Unenrol,
)
from patient_app.careteam.schemas.spans import check_span
from patient_app.core import inputs
from patient_app.core.forms import NEEDED
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.schedule.rules.kinds import AttendanceState

_NOT_A_LINK = N_("A link starts with https:// and has no spaces.")
_TICK_SOMEONE = N_("Please tick at least one person.")
_DAY_AND_TIME = N_("A new time needs a day and a time.")
_MATCH = N_("Please send the list again.")

LONGEST_LINK = 500


def link_or_none() -> Any:
    """An https address, or nothing."""
    field = inputs.text_or_none(LONGEST_LINK)
    field.validators.append(_https)
    return field


def _https(typed: str | None) -> None:
    if typed is None:
        return
    try:
        parts = urlsplit(typed)
        right = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        right = False
    if not right or any(ch.isspace() for ch in typed):
        raise ValidationError(_NOT_A_LINK)


class MoveSchema(FrozenSchema):
    """A new day and time. A camp of three days can only stay as long as it is: `ends` is a time
    of day and cannot tell it, so it does not count then.
    """

    on = inputs.day()
    starts = inputs.clock()
    ends = inputs.clock_or_none()
    next_day = inputs.ticked()
    same_length = inputs.ticked()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        if loaded.pop("same_length"):
            return Move(loaded["on"], loaded["starts"], None)
        if loaded["ends"] is None:
            raise ValidationError(NEEDED, "ends")
        check_span(loaded)
        return Move(**loaded)


class SubstituteSchema(FrozenSchema):
    """Who leads."""

    builds: ClassVar[type | None] = Substitute
    facilitator_id = inputs.key_or_none()


class CancelSchema(FrozenSchema):
    """One line."""

    builds: ClassVar[type | None] = Cancel
    reason = inputs.text_or_none(120)


class DetailsSchema(FrozenSchema):
    """Place, link, topic."""

    builds: ClassVar[type | None] = Details
    place = inputs.text_or_none(120)
    join_link = link_or_none()
    topic_id = inputs.key_or_none()


class AnswerSchema(FrozenSchema):
    """Words, and perhaps a new time."""

    builds: ClassVar[type | None] = Answer
    answer = inputs.text(600)
    on = inputs.day_or_none()
    starts = inputs.clock_or_none()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        if (loaded["on"] is None) != (loaded["starts"] is None):
            raise ValidationError(_DAY_AND_TIME, "on")
        return Answer(**loaded)


class MarksSchema(FrozenSchema):
    """`person` and `mark` run side by side."""

    person = inputs.several(inputs.key())
    mark = inputs.several(inputs.choice(["", *AttendanceState]))
    everyone = inputs.ticked()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        people, marks = loaded["person"], loaded["mark"]
        if len(people) != len(marks):
            raise ValidationError(_MATCH, "mark")
        pairs = tuple((who, mark or None) for who, mark in zip(people, marks, strict=True))
        return Marks(pairs, loaded["everyone"])


class EnrolSchema(FrozenSchema):
    """People ticked, and their first day."""

    episodes = inputs.several(inputs.key())
    from_on = inputs.day()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        if not loaded["episodes"]:
            raise ValidationError(_TICK_SOMEONE, "episodes")
        return Enrol(tuple(dict.fromkeys(loaded["episodes"])), loaded["from_on"])


class UnenrolSchema(FrozenSchema):
    """Places ticked, and their last day."""

    places = inputs.several(inputs.key())
    last_on = inputs.day()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        if not loaded["places"]:
            raise ValidationError(_TICK_SOMEONE, "places")
        return Unenrol(tuple(dict.fromkeys(loaded["places"])), loaded["last_on"])


class EndSchema(FrozenSchema):
    """The last day of a series."""

    last_on = inputs.day()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        return loaded["last_on"]
