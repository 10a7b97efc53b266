"""Reminders follow the schedule: whatever writes a date or a place, in the same commit.

The tables themselves say that something was written, so that no verb, import or repair can
forget it; what it means for reminders is worked out once, at the end of the unit of work.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event

from patient_app.core import clock
from patient_app.core.db import before_commit, session
from patient_app.core.events import EpisodeStepped
from patient_app.notifications.queries.choices import choices_of
from patient_app.notifications.rules.kinds import Manner
from patient_app.notifications.rules.wanted import Wanted
from patient_app.notifications.service.reminding import call_off, keep_only, of_group, remind
from patient_app.schedule.models import AttendanceIntent, Enrolment, Occurrence, SessionRequest
from patient_app.schedule.queries.reminding import (
    excused_from,
    people_told_of,
    places_in,
    series_of,
    sessions_ahead,
)
from patient_app.schedule.rules.kinds import ChangeKind
from patient_app.schedule.rules.reminding import (
    ANSWER,
    SESSION,
    SESSION_CHANGE,
    session_reminders,
)

# Told at once. Another room or link is told only when people may already be on their way.
_ALWAYS = {ChangeKind.MOVED, ChangeKind.CANCELLED, ChangeKind.RESTORED}
_WHEN_NEAR = {ChangeKind.PLACE, ChangeKind.JOIN_LINK}
_NEAR = timedelta(days=1)
_AN_ANSWER_IS_NEWS_FOR = timedelta(days=2)


def watch_the_tables() -> None:
    """Have reminders follow from now on; wiring twice has no effect."""
    for what in ("after_insert", "after_update", "after_delete"):
        for table, listener in (
            (Occurrence, _date_written),
            (Enrolment, _place_written),
            (AttendanceIntent, _answer_written),
        ):
            if not event.contains(table, what, listener):
                event.listen(table, what, listener)


def _date_written(_mapper: Any, _connection: Any, row: Occurrence) -> None:
    _align_later(row.series_id, None)


def _place_written(_mapper: Any, _connection: Any, row: Enrolment) -> None:
    _align_later(row.series_id, row.person_id)


def _answer_written(_mapper: Any, _connection: Any, row: AttendanceIntent) -> None:
    dated = session().get_one(Occurrence, row.occurrence_id)
    _align_later(dated.series_id, row.person_id)


def stepped(event: EpisodeStepped) -> None:
    """Who joins, leaves or returns is reminded of other sessions. Listens to EpisodeStepped."""
    for series_id in series_of(event.person_id):
        _align_later(series_id, event.person_id)


def leads_chosen(person_id: UUID) -> None:
    """The person chose how long before they want to be reminded."""
    for series_id in series_of(person_id):
        _align_later(series_id, person_id)


def _align_later(series_id: UUID, person_id: UUID | None) -> None:
    key = ("session reminders", series_id, person_id)
    before_commit(key, lambda: _align(series_id, person_id))


def _align(series_id: UUID, person_id: UUID | None) -> None:
    """The reminders of a series that wait, for everyone or one person, are what it needs now."""
    session().flush()
    now = clock.now()
    places = places_in(series_id, person_id)
    choices = choices_of({place.person_id for place in places})
    leads = {each: chosen.leads for each, chosen in choices.items()}
    excused = excused_from(series_id, now)
    wanted = session_reminders(sessions_ahead(series_id, now), places, leads, excused)
    keep_only(SESSION, of_group(series_id, person_id), wanted, Manner.BOUND, now)


def tell_change(row: Occurrence, kind: ChangeKind, was_at: datetime | None, now: datetime) -> None:
    """People of that day hear of it, and the reminders of the old time are called off."""
    if kind in {ChangeKind.MOVED, ChangeKind.CANCELLED}:
        call_off(SESSION, [row.id], now)
    near = row.starts_at < now + _NEAR
    if kind in _ALWAYS or (kind in _WHEN_NEAR and near):
        before_commit(("tell change", row.id), lambda: _tell(row, was_at, now))


def _tell(row: Occurrence, was_at: datetime | None, now: datetime) -> None:
    session().flush()
    starts = [row.starts_at] if was_at is None else [row.starts_at, was_at]
    wanted = [
        Wanted(
            person_id=person_id,
            kind=SESSION_CHANGE,
            cause_id=row.id,
            edition=row.version,
            center_id=row.center_id,
            group_id=row.series_id,
            event_at=min(starts),
            due_at=now,
            expires_at=max(row.ends_at, *starts),
        )
        for person_id in people_told_of(row, now)
    ]
    remind([each for each in wanted if each.expires_at > now], Manner.CHANGE, now)


def tell_answer(row: SessionRequest, now: datetime) -> None:
    """The care team has answered a question."""
    wanted = Wanted(
        person_id=row.person_id,
        kind=ANSWER,
        cause_id=row.id,
        center_id=row.center_id,
        due_at=now,
        expires_at=now + _AN_ANSWER_IS_NEWS_FOR,
    )
    remind([wanted], Manner.FREE, now)
