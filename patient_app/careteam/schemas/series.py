"""The form of a series."""

from typing import Any

from marshmallow import ValidationError, post_load

from patient_app.careteam.rules.series_drafts import ONCE, REPEATS, Pattern, SeriesForm, SeriesWords
from patient_app.careteam.schemas.sessions import link_or_none
from patient_app.careteam.schemas.spans import check_span
from patient_app.core import inputs
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.schedule.rules.kinds import SeriesKind

_DAYS = N_("Please choose at least one day.")
_PLACES = N_("Use a whole number from 1 to 500, or leave it blank.")
MOST = 500


class SeriesWordsSchema(FrozenSchema):
    """What, where, by whom, about what."""

    kind = inputs.choice(SeriesKind)
    title = inputs.text(120)
    title_es = inputs.text_or_none(120)
    place = inputs.text_or_none(120)
    join_link = link_or_none()
    capacity = inputs.text_or_none(6)
    facilitator_id = inputs.key_or_none()
    topics = inputs.several(inputs.key_or_none())

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        return _words(loaded)


class SeriesSchema(SeriesWordsSchema):
    """The same, and when."""

    weekdays = inputs.several(inputs.number(0, 6))
    repeats = inputs.choice(REPEATS)
    from_on = inputs.day()
    until_on = inputs.day_or_none()
    starts = inputs.clock()
    ends = inputs.clock()
    next_day = inputs.ticked()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        if loaded["repeats"] != ONCE and not loaded["weekdays"]:
            raise ValidationError(_DAYS, "weekdays")
        check_span(loaded)
        pattern = Pattern(
            weekdays=tuple(sorted(set(loaded["weekdays"]))),
            repeats=loaded["repeats"],
            from_on=loaded["from_on"],
            until_on=loaded["until_on"],
            starts=loaded["starts"],
            ends=loaded["ends"],
        )
        return SeriesForm(_words(loaded), pattern)


def _words(loaded: dict[str, Any]) -> SeriesWords:
    return SeriesWords(
        kind=SeriesKind(loaded["kind"]),
        title=loaded["title"],
        title_es=loaded["title_es"],
        place=loaded["place"],
        join_link=loaded["join_link"],
        capacity=_capacity(loaded["capacity"]),
        facilitator_id=loaded["facilitator_id"],
        topics=tuple(topic for topic in loaded["topics"] if topic),
    )


def _capacity(typed: str | None) -> int | None:
    if typed is None:
        return None
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST):
        raise ValidationError(_PLACES, "capacity")
    return int(typed)
