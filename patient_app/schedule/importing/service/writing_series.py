"""A series of the source becomes, changes or ends a series here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from uuid import UUID

from sqlalchemy import select

from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.schedule.importing.models import ImportedEvent
from patient_app.schedule.importing.queries.known import state_of_date, state_of_series
from patient_app.schedule.importing.rules.plan import Choice, Line, local_of
from patient_app.schedule.importing.rules.targets import SeriesTarget, series_target
from patient_app.schedule.importing.rules.titles import named_by_its_kind, titles_of
from patient_app.schedule.importing.service.creating import create_several
from patient_app.schedule.importing.service.errand import Errand, remember, remembered
from patient_app.schedule.importing.service.topics import topic_with_code
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.queries.series import get_series, rotation_of
from patient_app.schedule.rules.drafts import SeriesDraft
from patient_app.schedule.rules.kinds import ChangeKind, OccurrenceState, SeriesKind
from patient_app.schedule.rules.zones import wall_time
from patient_app.schedule.service.changes import note_change
from patient_app.schedule.service.rows import series_to_change
from patient_app.schedule.service.series import change_series, end_series


def make_series(errand: Errand, made: Sequence[tuple[Line, Choice]]) -> dict[str, UUID]:
    """New series for these lines. UID -> series."""
    topic_of = cache(partial(topic_with_code, errand.center_id))
    drafts = [_new_draft(errand, line, choice, topic_of) for line, choice in made]
    ids = create_several(errand.center_id, drafts, errand.now)
    for (line, _), series_id, draft in zip(made, ids, drafts, strict=True):
        written = SeriesTarget(draft.rule, draft.place, draft.join_link).fingerprint
        remember(errand, line, series_id, written)
    return {line.record.uid: series_id for (line, _), series_id in zip(made, ids, strict=True)}


def follow_series(errand: Errand, line: Line) -> None:
    """Have the series of an earlier import follow the source; one that came cancelled is noted."""
    if line.series_id is None:
        remember(errand, line, None, None)
        return
    with _dates_keep_their_end(line.series_id):
        _change(errand, line, line.series_id, series_target(line.record))
    series = get_series(errand.center_id, line.series_id)
    remember(errand, line, series.id, state_of_series(series).fingerprint)


def keep_ours(errand: Errand, line: Line) -> None:
    """A person chose what Steady has: the source is not asked about again until it changes."""
    written = remembered(errand, line).written if line.known else None
    remember(errand, line, line.series_id, written)


def _new_draft(
    errand: Errand, line: Line, choice: Choice, topic_of: Callable[[str], UUID | None]
) -> SeriesDraft:
    theirs = series_target(line.record)
    suggested = line.record.suggestion
    kind = choice.kind or SeriesKind(suggested.kind)
    title, title_es = titles_of(choice.title, kind)
    code = suggested.topic if choice.topic is None else choice.topic
    topic_id = topic_of(code) if code else None
    return SeriesDraft(
        title=title,
        title_es=title_es,
        kind=kind,
        rule=theirs.rule,
        place=theirs.place if choice.place is None else choice.place or None,
        join_link=theirs.join_link,
        topic_ids=(topic_id,) if topic_id else (),
        import_id=errand.import_id,
    )


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
def _dates_keep_their_end(series_id: UUID) -> Iterator[None]:
    """A date that the source gave an end of its own keeps it when its series gets another."""
    wanted = select(ImportedEvent).where(
        ImportedEvent.series_id == series_id,
        ImportedEvent.written.is_not(None),
        ImportedEvent.cancelled.is_(False),
    )
    events = [event for event in session().scalars(wanted) if event.of_date]
    untouched = [event for event in events if _is_as_written(event, _row_of(event))]
    yield
    session().flush()
    for event in untouched:
        row = _row_of(event)
        if row and row.starts_at == event.starts_at:
            row.ends_at = event.ends_at


def _is_as_written(event: ImportedEvent, row: Occurrence | None) -> bool:
    return row is not None and state_of_date(row).fingerprint == event.written


def _row_of(event: ImportedEvent) -> Occurrence | None:
    local = local_of(event.of_date)
    return session().scalar(
        select(Occurrence).where(Occurrence.series_id == event.series_id, Occurrence.local == local)
    )
