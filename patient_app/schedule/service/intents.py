"""A patient says whether they are coming."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.schedule.models import AttendanceIntent, SessionRequest
from patient_app.schedule.queries.mine import my_session
from patient_app.schedule.refusals import SessionAlreadyStarted, SessionCancelled, SessionMoved
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.rules.mine import MySession


@unit_of_work()
def answer_intent(
    person_id: UUID,
    center_id: UUID,
    occurrence_id: UUID,
    intent: Intent,
    now: datetime,
    *,
    said_at: datetime | None = None,
) -> None:
    """Coming, late or cannot; what was said last counts. "Late" can be said until the end.

    What asking for another time only implied gives way to anything the person said themselves,
    also when that waited on a phone and was said before.

    `said_at` is earlier than `now` when the answer waited on a phone. Raises NotFound,
    SessionCancelled or SessionAlreadyStarted.
    """
    mine = _answerable(person_id, center_id, occurrence_id)
    closes_at = mine.ends_at if intent.answer is IntentAnswer.LATE else mine.starts_at
    if closes_at <= now:
        raise SessionAlreadyStarted
    row = session().scalar(
        select(AttendanceIntent)
        .where(
            AttendanceIntent.occurrence_id == occurrence_id,
            AttendanceIntent.person_id == person_id,
        )
        .with_for_update()
    )
    said = said_at or now
    if row is not None and row.at > said and not _only_implied(row):
        return
    if row is None:
        row = AttendanceIntent(
            center_id=center_id, occurrence_id=occurrence_id, person_id=person_id
        )
        session().add(row)
    row.answer, row.at, row.moves = intent.answer, said, mine.moves
    row.minutes_late = intent.minutes_late if intent.answer is IntentAnswer.LATE else None
    row.note = intent.note if intent.answer is IntentAnswer.CANNOT else None
    session().flush()


def _only_implied(row: AttendanceIntent) -> bool:
    """Whether this answer was written by `ask_for_another_time`, in the moment of asking."""
    asked = select(SessionRequest.id).where(
        SessionRequest.occurrence_id == row.occurrence_id,
        SessionRequest.person_id == row.person_id,
        SessionRequest.asked_at == row.at,
    )
    return session().scalar(asked.limit(1)) is not None


def require_same_time(person_id: UUID, center_id: UUID, occurrence_id: UUID, moves: int) -> None:
    """Raises SessionMoved when the person answered for a time that is not the session's now."""
    if _answerable(person_id, center_id, occurrence_id).moves != moves:
        raise SessionMoved


def session_ahead(
    person_id: UUID, center_id: UUID, occurrence_id: UUID, now: datetime
) -> MySession:
    """An own session that has not begun."""
    mine = _answerable(person_id, center_id, occurrence_id)
    if mine.starts_at <= now:
        raise SessionAlreadyStarted
    return mine


def _answerable(person_id: UUID, center_id: UUID, occurrence_id: UUID) -> MySession:
    mine = my_session(person_id, center_id, occurrence_id)
    if mine.cancelled:
        raise SessionCancelled
    return mine
