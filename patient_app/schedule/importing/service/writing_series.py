"""A series of the source becomes, changes or ends a series here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.schedule.importing.models import ImportedEvent
from patient_app.schedule.importing.queries.known import (
    dates_by_local,
    state_of_date,
    state_of_series,
)
from patient_app.schedule.importing.rules.plan import Choice, Line, local_of
from patient_app.schedule.importing.rules.targets import SeriesTarget, series_target
from patient_app.schedule.importing.rules.titles import named_by_its_kind, titles_of
from patient_app.schedule.importing.service.errand import Errand, remember, remembered
from patient_app.schedule.importing.service.topics import topic_with_code
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.queries.series import get_series, rotation_of
from patient_app.schedule.rules.drafts import SeriesDraft
from patient_app.schedule.rules.kinds import ChangeKind, OccurrenceState, SeriesKind
from patient_app.schedule.rules.zones import wall_time
from patient_app.schedule.service.changes import note_change
from patient_app.schedule.service.rows import series_to_change
from patient_app.schedule.service.series import change_series, create_series, end_series


def take_series(errand: Errand, line: Line, choice: Choice) -> UUID | None:
    """Have Steady follow the source. Returns the series, None when it came cancelled."""
    theirs = series_target(line.record)
    series_id = line.series_id
    if series_id is None and not theirs.cancelled:
        series_id = _create(errand, line, choice, theirs)
    elif series_id is not None:
        with _dates_keep_step(series_id):
            _change(errand, line, series_id, theirs)
    written = None
    if series_id is not None:
        written = state_of_series(get_series(errand.center_id, series_id)).fingerprint
    remember(errand, line, series_id, written)
    return series_id


def keep_ours(errand: Errand, line: Line) -> None:
    """A person chose what Steady has: the source is not asked about again until it changes."""
    written = remembered(errand, line).written if line.known else None
    remember(errand, line, line.series_id, written)


def _create(errand: Errand, line: Line, choice: Choice, theirs: SeriesTarget) -> UUID:
    suggested = line.record.suggestion
    kind = choice.kind or SeriesKind(suggested.kind)
    title, title_es = titles_of(choice.title, kind)
    code = suggested.topic if choice.topic is None else choice.topic
    topics = (topic_with_code(errand.center_id, code),) if code else ()
    draft = SeriesDraft(
        title=title,
        title_es=title_es,
        kind=kind,
        rule=theirs.rule,
        place=theirs.place if choice.place is None else choice.place or None,
        join_link=theirs.join_link,
        topic_ids=tuple(topic for topic in topics if topic),
        import_id=errand.import_id,
    )
    return create_series(errand.center_id, draft, errand.now, by=errand.by)


def _change(errand: Errand, line: Line, series_id: UUID, theirs: SeriesTarget) -> None:
    series = series_to_change(errand.center_id, series_id)
    if theirs.cancelled:
        _cancel(series, errand.now, errand.by)
        return
    ended_at, series.ended_at = series.ended_at, None
    draft = _follow_kind(errand, line, series, _as_draft(series))
    draft = replace(draft, rule=theirs.rule, place=theirs.place, join_link=theirs.join_link)
    if ended_at or draft != _as_draft(series):
        change_series(errand.center_id, series_id, draft, errand.now, by=errand.by)
    if ended_at:
        _take_place_again(series, ended_at, errand.now, errand.by)


def _as_draft(series: Series) -> SeriesDraft:
    return SeriesDraft(
        title=series.title,
        title_es=series.title_es,
        kind=SeriesKind(series.kind),
        rule=series.rule,
        place=series.place,
        join_link=series.join_link,
        facilitator_id=series.facilitator_id,
        capacity=series.capacity,
        topic_ids=tuple(rotation_of([series.id]).get(series.id, ())),
        rotation_start=series.rotation_start,
    )


def _follow_kind(errand: Errand, line: Line, series: Series, draft: SeriesDraft) -> SeriesDraft:
    """Kind and topic follow the source only where nobody has chosen another."""
    before, suggested = remembered(errand, line), line.record.suggestion
    if suggested.kind != before.kind == series.kind:
        kind = SeriesKind(suggested.kind)
        draft = replace(draft, kind=kind)
        if named_by_its_kind(series.title, before.kind):
            title, title_es = titles_of(None, kind)
            draft = replace(draft, title=title, title_es=title_es)
    if suggested.topic and suggested.topic != before.topic:
        old = topic_with_code(errand.center_id, before.topic) if before.topic else None
        if draft.topic_ids == ((old,) if old else ()):
            new = topic_with_code(errand.center_id, suggested.topic)
            draft = replace(draft, topic_ids=(new,) if new else ())
    return draft


def _cancel(series: Series, now: datetime, by: Actor | None) -> None:
    """Every date ahead is cancelled, so that people see it; the series ends with this moment."""
    ahead = _dates_ahead(series.id, now, OccurrenceState.SCHEDULED)
    for row in ahead:
        row.state = OccurrenceState.CANCELLED
        note_change(row, ChangeKind.CANCELLED, now, by)
    today = wall_time(now, series.rule.zone_info).date()
    last_on = max([today, *(row.held_on for row in ahead)])
    end_series(series.center_id, series.id, last_on, now, by=by)
    series.ended_at = now


def _take_place_again(series: Series, ended_at: datetime, now: datetime, by: Actor | None) -> None:
    """Dates that went with the series come back with it; places stay ended."""
    for row in _dates_ahead(series.id, now, OccurrenceState.CANCELLED):
        if row.changed_at == ended_at:
            row.state, row.moves = OccurrenceState.SCHEDULED, row.moves + 1
            note_change(row, ChangeKind.RESTORED, now, by)


def _dates_ahead(series_id: UUID, now: datetime, state: OccurrenceState) -> list[Occurrence]:
    wanted = select(Occurrence).where(
        Occurrence.series_id == series_id, Occurrence.starts_at > now, Occurrence.state == state
    )
    return list(session().scalars(wanted.with_for_update()))


@contextmanager
def _dates_keep_step(series_id: UUID) -> Iterator[None]:
    """A date that moves because its series moves was not changed by a person."""
    wanted = select(ImportedEvent).where(
        ImportedEvent.series_id == series_id, ImportedEvent.written.is_not(None)
    )
    events = [event for event in session().scalars(wanted) if event.of_date]
    before = {event.id: _date_now(series_id, event) for event in events}
    yield
    session().flush()
    for event in events:
        if event.written == before[event.id]:
            event.written = _date_now(series_id, event) or event.written


def _date_now(series_id: UUID, event: ImportedEvent) -> str | None:
    local = local_of(event.of_date)
    row = dates_by_local([series_id]).get((series_id, local)) if local else None
    return state_of_date(row).fingerprint if row else None
