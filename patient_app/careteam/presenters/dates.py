"""Dates of a series: the next ones to change, and those that have begun, a month at a time, so
that attendance can be put right.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from patient_app.centers.queries.centers import get_center
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext, ngettext
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.attendance import marks_at
from patient_app.schedule.queries.calendar import StaffSession, sessions_between
from patient_app.schedule.queries.series import get_series
from patient_app.schedule.rules.attending import opens_at
from patient_app.schedule.rules.zones import instant_of, wall_time, zone

A_MONTH = timedelta(days=31)
SOON, SHOWN = timedelta(weeks=3), 6


@dataclass(frozen=True, slots=True)
class SeriesDate:
    """One date; `tag` is words and kind."""

    id: UUID
    day: str
    span: str
    cancelled: bool
    tag: tuple[str, str]


def next_dates(actor: Actor, series_id: UUID, now: datetime) -> list[SeriesDate]:
    """The next few, each a press away from being moved. One query."""
    found = sessions_between(actor.center_id, now, now + SOON, series_id=series_id)
    return [_date(each, 0) for each in found[:SHOWN]]


def past_page(actor: Actor, series_id: UUID, month: date | None, now: datetime) -> dict[str, Any]:
    """Everything the page prints; this month when none is asked for. Raises NotFound."""
    series = get_series(actor.center_id, series_id)
    here = zone(get_center(actor.center_id).zone)
    this_month = wall_time(now, here).date().replace(day=1)
    first = min(month or this_month, this_month)
    after = (first + A_MONTH).replace(day=1)
    start, end = (instant_of(datetime.combine(day, time.min), here) for day in (first, after))
    found = sessions_between(actor.center_id, start, end, series_id=series_id)
    begun = [each for each in found if start <= each.starts_at and opens_at(each.starts_at) <= now]
    marks = marks_at([each.id for each in begun])
    return {
        "series_id": series_id,
        "name": title_of(series),
        "month": words.month(first),
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{after:%Y-%m}" if first < this_month else None,
        "dates": [_date(each, marks.get(each.id, 0)) for each in reversed(begun)],
    }


def _date(each: StaffSession, marked: int) -> SeriesDate:
    return SeriesDate(
        id=each.id,
        day=words.day_short(words.local(each.starts_at, each.zone).date()),
        span=words.span(each.starts_at, each.ends_at, each.zone),
        cancelled=each.cancelled,
        tag=_tag(each, marked),
    )


def _tag(each: StaffSession, marked: int) -> tuple[str, str]:
    if each.cancelled:
        return gettext("canceled"), ""
    if not marked:
        return gettext("Nobody marked"), "changed"
    return ngettext("%(num)s marked", "%(num)s marked", marked), "yes"
