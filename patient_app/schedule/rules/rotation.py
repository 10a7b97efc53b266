"""Which topic a date has: the group's calendar decides, not who came.

A rotation counts dates by their place in the series' calendar. A date that is left
out or cancelled keeps its place, so the topics of all other dates stay put. Extra
dates take no place: they show the topic of the regular date before them. A topic
set on one date wins over the rotation.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from patient_app.schedule.rules.recurrence import SeriesRule, wall_times

Topic = TypeVar("Topic")


def topic_for(rotation: Sequence[Topic], place: int, override: Topic | None = None) -> Topic | None:
    """The topic of the date at that place (0 = the first date of the series)."""
    if override is not None:
        return override
    return rotation[place % len(rotation)] if rotation else None


def places(rule: SeriesRule, before: datetime) -> dict[datetime, int]:
    """Every wall time of the series earlier than `before` (naive) with its place."""
    regular = sorted(wall_times(rule, before))
    extra = sorted(set(rule.extra_dates) - set(regular))
    if rule.repeat is None:
        regular, extra = sorted({*regular, *extra}), []
    found = {local: place for place, local in enumerate(regular)}
    for local in extra:
        found[local] = max(sum(each < local for each in regular) - 1, 0)
    return {local: place for local, place in found.items() if local < before}


def topics_by_date(
    rule: SeriesRule,
    rotation: Sequence[Topic],
    before: datetime,
    overrides: Mapping[datetime, Topic] | None = None,
    starts_with: int = 0,
) -> dict[datetime, Topic | None]:
    """Recurrence id -> topic; `starts_with` is the place in the rotation of the first date."""
    own = overrides or {}
    return {
        local: topic_for(rotation, place + starts_with, own.get(local))
        for local, place in places(rule, before).items()
    }
