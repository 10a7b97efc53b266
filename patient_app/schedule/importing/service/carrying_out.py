"""One import, all of it or nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from patient_app.centers.service.settings import queue_up
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.audit import Act
from patient_app.core.db import session, unit_of_work
from patient_app.schedule.calendars.records import CalendarImport
from patient_app.schedule.importing.models import ImportedEvent, ImportState, ScheduleImport
from patient_app.schedule.importing.queries.planning import (
    patient_names,
    plan,
    without_names_in_places,
)
from patient_app.schedule.importing.rules.plan import (
    TAKE_ALL,
    Choice,
    Choices,
    Done,
    Keep,
    Line,
    Outcome,
    Plan,
    count,
    outcomes_of,
)
from patient_app.schedule.importing.service.errand import Errand
from patient_app.schedule.importing.service.people import enrol_in_each, episodes_named
from patient_app.schedule.importing.service.writing_dates import take_date
from patient_app.schedule.importing.service.writing_series import (
    follow_series,
    keep_ours,
    make_series,
)
from patient_app.schedule.rules.kinds import SeriesKind

WRITTEN = frozenset({Outcome.CREATED, Outcome.UPDATED, Outcome.CANCELLED})


def look(center_id: UUID, read: CalendarImport, now: datetime) -> Done:
    """What `bring_in` would do. Nothing is written."""
    found = plan(center_id, without_names_in_places(read, patient_names(center_id)), now)
    outcomes = outcomes_of(found, TAKE_ALL)
    return Done(count(found, outcomes.values()), found, outcomes)


@unit_of_work()
def bring_in(
    center_id: UUID,
    read: CalendarImport,
    format_: str,
    now: datetime,
    *,
    kind: SeriesKind | None = None,
    names: Iterable[str] = (),
) -> Done:
    """Take in a whole file at once, as the command line does, and enrol the people named.

    Where Steady changed too it keeps its own and the question stays open for a person.
    Raises NobodyByThatName, SeriesFull or EpisodeOver; then nothing is changed.
    """
    queue_up(center_id)
    episodes = episodes_named(center_id, names)
    row = ScheduleImport(
        center_id=center_id, made_at=now, format=format_, state=ImportState.PREVIEWED
    )
    session().add(row)
    session().flush()
    choices = {record.row: Choice(kind=kind) for record in read.records}
    done, series = carry_out(row, read, choices, now, by=None)
    errand = Errand(center_id, row.id, row.id, now, None)
    enrol_in_each(errand, series, episodes)
    return done


def carry_out(
    row: ScheduleImport,
    read: CalendarImport,
    choices: Choices,
    now: datetime,
    *,
    by: Actor | None,
) -> tuple[Done, list[UUID]]:
    """Write what the plan says and a person chose. Also returns the series the file speaks of."""
    safe = without_names_in_places(read, patient_names(row.center_id))
    found = plan(row.center_id, safe, now)
    outcomes = outcomes_of(found, choices)
    errand = Errand(row.center_id, row.id, _family(found, row.id), now, by)
    series = _write(errand, found, choices, outcomes)
    done = Done(count(found, outcomes.values()), found, outcomes, row.id)
    _close(row, done, now, by)
    return done, list(dict.fromkeys(series.values()))


def _write(
    errand: Errand, found: Plan, choices: Choices, outcomes: Mapping[int, Outcome]
) -> dict[str, UUID]:
    """New series, then changed ones, then single dates. UID -> series."""
    series = {line.record.uid: line.series_id for line in found.lines if line.series_id}
    taken = [line for line in found.lines if outcomes[line.record.row] in WRITTEN]
    new = [line for line in taken if line.is_series and _is_new(line)]
    made = make_series(errand, [(line, _choice(choices, line)) for line in new])
    session().flush()
    for line in taken:
        if line.is_series and not _is_new(line):
            follow_series(errand, line)
    series |= made
    for line in found.lines:
        uid, outcome = line.record.uid, outcomes[line.record.row]
        of_new = uid in made and outcome is Outcome.UNCHANGED
        if not line.is_series and (outcome in WRITTEN or of_new):
            take_date(errand, line, series.get(uid), is_new=uid in made)
        elif line.conflict and _choice(choices, line).keep is Keep.OURS:
            keep_ours(errand, line)
    session().flush()
    return series


def _is_new(line: Line) -> bool:
    return line.series_id is None and not line.record.cancelled


def _choice(choices: Choices, line: Line) -> Choice:
    return choices.get(line.record.row, Choice())


def _family(found: Plan, import_id: UUID) -> UUID:
    """Files that share an event come from one calendar."""
    for line in found.lines:
        event = session().get(ImportedEvent, line.known.event_id) if line.known else None
        if event:
            return event.family
    return import_id


def _close(row: ScheduleImport, done: Done, now: datetime, by: Actor | None) -> None:
    row.state, row.applied_at = ImportState.APPLIED, now
    for name, number in vars(done.counts).items():
        setattr(row, name, number)
    row.read = done.counts.read
    session().flush()
    audit.append(
        Act.IMPORTED,
        actor=by,
        center_id=row.center_id,
        thing=f"calendar_import:{row.id}",
        by_program=by is None,
    )
