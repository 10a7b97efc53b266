"""A patient's own sessions. No roster, no other person: one query, whatever the number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from patient_app.core.db import fetch
from patient_app.core.errors import NotFound
from patient_app.core.sealed import opened
from patient_app.schedule.queries.changes import as_change
from patient_app.schedule.queries.my_statements import (
    Later,
    one_session,
    one_session_with_words,
    sessions_and_changes,
    sessions_between,
)
from patient_app.schedule.rules.kinds import (
    IntentAnswer,
    OccurrenceState,
    RequestState,
    SeriesKind,
)
from patient_app.schedule.rules.mine import (
    MyRequest,
    MySession,
    MySessionPage,
    TopicName,
)
from patient_app.schedule.rules.news import known


def my_sessions(
    person_id: UUID, center_id: UUID, from_: datetime, until: datetime
) -> list[MySession]:
    """Sessions that end after `from_` and start before `until`, cancelled ones included."""
    asked = {"person": person_id, "center": center_id, "from": from_, "until": until}
    return [_as_mine(row) for row in fetch(sessions_between(), asked)]


def my_sessions_told(
    person_id: UUID,
    center_id: UUID,
    from_: datetime,
    until: datetime,
    later: Later = Later.NONE,
    **asked: datetime,
) -> list[MySession]:
    """The same, with what happened to each as far as the person may know, and those that `later`
    adds: it says what else must be asked. One query.
    """
    values = {"person": person_id, "center": center_id, "from": from_, "until": until, **asked}
    rows = fetch(sessions_and_changes(later), values)
    return [_with_changes(list(same)) for _, same in groupby(rows, key=lambda row: row.id)]


def _with_changes(rows: Sequence[Row[Any]]) -> MySession:
    mine = _as_mine(rows[0])
    changes = known((as_change(row) for row in rows if row.change_kind), mine)
    return replace(mine, changes=changes) if changes else mine


def my_session(person_id: UUID, center_id: UUID, occurrence_id: UUID) -> MySession:
    """One own session. Raises NotFound for anyone else's."""
    asked = {"person": person_id, "center": center_id, "occurrence": occurrence_id}
    rows = fetch(one_session(), asked)
    if not rows:
        raise NotFound
    return _as_mine(rows[0])


def my_session_page(person_id: UUID, center_id: UUID, occurrence_id: UUID) -> MySessionPage:
    """One own session with its words and changes (the latest first). One query.

    Raises NotFound for anyone else's.
    """
    asked = {"person": person_id, "center": center_id, "occurrence": occurrence_id}
    rows = fetch(one_session_with_words(), asked)
    if not rows:
        raise NotFound
    row = rows[0]
    return MySessionPage(
        session=_with_changes(rows),
        join_link=opened("occurrence.join_link", row.id, row.own_link)
        or opened("series.join_link", row.series_id, row.series_link),
        reason=opened("occurrence.reason", row.id, row.reason),
        asked=opened("session_request.note", row.request_id, row.asked),
        answered=opened("session_request.answer", row.request_id, row.answered),
    )


def _as_mine(row: Row[Any]) -> MySession:
    return MySession(
        id=row.id,
        series_id=row.series_id,
        kind=SeriesKind(row.kind),
        title=row.title,
        title_es=row.title_es,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        cancelled=row.state == OccurrenceState.CANCELLED,
        place=row.place,
        online=bool(row.online),
        topic=TopicName(row.code, row.name_en, row.name_es) if row.code else None,
        facilitator_id=row.facilitator_id,
        moved_from_at=row.moved_from_at,
        moves=row.moves,
        version=row.version,
        changed_at=row.changed_at,
        known_since=row.known_since,
        answer=IntentAnswer(row.answer) if row.answer else None,
        minutes_late=row.minutes_late,
        request=_request(row),
    )


def _request(row: Row[Any]) -> MyRequest | None:
    if row.request_id is None:
        return None
    return MyRequest(
        id=row.request_id,
        state=RequestState(row.request_state),
        asked_at=row.asked_at,
        due_at=row.due_at,
        owner_id=row.owner_id,
        passed_on=row.passed_on,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )
