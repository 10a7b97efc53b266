"""Which reminders a date and its people need. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from patient_app.notifications.rules.choices import DEFAULT_LEADS
from patient_app.notifications.rules.wanted import Wanted

SESSION = "session"
SESSION_CHANGE = "session_change"
ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class DatedSession:
    """A session that takes place."""

    id: UUID
    series_id: UUID
    center_id: UUID
    starts_at: datetime
    held_on: date
    moves: int


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place in a series, both days included."""

    person_id: UUID
    from_on: date
    until_on: date | None

    def covers(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


def session_reminders(
    sessions: Iterable[DatedSession],
    places: Sequence[Place],
    leads: Mapping[UUID, Sequence[int]],
    excused: frozenset[tuple[UUID, UUID]],
) -> list[Wanted]:
    """One for each person, session and lead.

    `excused`: person and session of those who have said that they cannot come.
    """
    return [
        _wanted(session, place.person_id, lead)
        for session in sessions
        for place in places
        if place.covers(session.held_on) and (place.person_id, session.id) not in excused
        for lead in leads.get(place.person_id, DEFAULT_LEADS)
    ]


def _wanted(session: DatedSession, person_id: UUID, lead: int) -> Wanted:
    return Wanted(
        person_id=person_id,
        kind=SESSION,
        cause_id=session.id,
        edition=session.moves,
        lead=lead,
        center_id=session.center_id,
        group_id=session.series_id,
        event_at=session.starts_at,
        due_at=session.starts_at - timedelta(minutes=lead),
        expires_at=session.starts_at,
    )
