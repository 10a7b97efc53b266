"""Series as the form describes them; a form sent twice makes one series."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from patient_app.careteam.refusals import SeriesThere, WhenNotPossible
from patient_app.careteam.rules.series_drafts import Pattern, SeriesForm, SeriesWords
from patient_app.centers.service.settings import queue_up
from patient_app.core.actors import Actor
from patient_app.core.db import unit_of_work
from patient_app.schedule.queries.series import get_series, series_of
from patient_app.schedule.rules.recurrence import SeriesInvalid, SeriesRule
from patient_app.schedule.service.series import change_series, create_series, end_series

_FIELDS = {"weekdays": "weekdays", "last_on": "until_on"}


@unit_of_work()
def start_series(actor: Actor, new: SeriesForm, now: datetime) -> UUID:
    """Raises SeriesThere, WhenNotPossible, NotStaffHere, NotFound (topic)."""
    rule = _rule(new.pattern, actor.center_zone)
    queue_up(actor.center_id)
    _require_new(actor, new.words.title, rule, now)
    return create_series(actor.center_id, new.words.draft(rule), now, by=actor)


@unit_of_work()
def change_pattern(actor: Actor, series_id: UUID, new: SeriesForm, now: datetime) -> None:
    """Raises WhenNotPossible, SeriesHasEnded, NotStaffHere, NotFound."""
    series = get_series(actor.center_id, series_id)
    rule = replace(_rule(new.pattern, series.zone), left_out=series.rule.left_out)
    draft = new.words.draft(rule, series.rotation_start)
    change_series(actor.center_id, series_id, draft, now, by=actor)


@unit_of_work()
def change_words(actor: Actor, series_id: UUID, new: SeriesWords, now: datetime) -> None:
    """All but the when, which came from a calendar file. Raises SeriesHasEnded, NotFound."""
    series = get_series(actor.center_id, series_id)
    draft = new.draft(series.rule, series.rotation_start)
    change_series(actor.center_id, series_id, draft, now, by=actor)


@unit_of_work()
def stop_series(actor: Actor, series_id: UUID, last_on: date, now: datetime) -> None:
    """Raises NotFound."""
    end_series(actor.center_id, series_id, last_on, now, by=actor)


def _rule(pattern: Pattern, zone: str) -> SeriesRule:
    try:
        return pattern.rule(zone)
    except SeriesInvalid as wrong:
        field = _FIELDS.get(str(wrong.args[0]), "starts")
        raise WhenNotPossible(field=field) from None


def _require_new(actor: Actor, title: str, rule: SeriesRule, now: datetime) -> None:
    running = series_of(actor.center_id, actor.today(now), now)
    same = (title.casefold(), rule.starts_local, rule.rrule)
    for line in running:
        if (line.series.title.casefold(), line.series.starts_local, line.series.rrule) == same:
            raise SeriesThere
