"""What a patient's own pages are made of: values without a single other person in them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patient_app.schedule.rules.changes import Change
from patient_app.schedule.rules.kinds import (
    BlockKind,
    IntentAnswer,
    RequestState,
    SeriesKind,
)


@dataclass(frozen=True, slots=True)
class TopicName:
    """A topic in both languages."""

    code: str
    en: str
    es: str


@dataclass(frozen=True, slots=True)
class MyRequest:
    """The person's latest question about a session. `answer` is for them to read."""

    id: UUID
    state: RequestState
    asked_at: datetime
    due_at: datetime
    owner_id: UUID | None
    passed_on: int
    answered_at: datetime | None
    answered_by: UUID | None


@dataclass(frozen=True, slots=True)
class MySession:
    """One dated session of a person. `answer` holds only if given since the last new time.

    `known_since`: when the person was enrolled; what changed before is no news to them.
    `changes` are those after it, where a page asked for them.
    """

    id: UUID
    series_id: UUID
    kind: SeriesKind
    title: str
    title_es: str | None
    starts_at: datetime
    ends_at: datetime
    zone: str
    cancelled: bool
    place: str | None
    online: bool
    topic: TopicName | None
    facilitator_id: UUID | None
    moved_from_at: datetime | None
    moves: int
    version: int
    changed_at: datetime | None
    known_since: datetime
    answer: IntentAnswer | None
    minutes_late: int | None
    request: MyRequest | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class MySessionPage:
    """One session with all its words: the link, why it is off, what was asked and answered."""

    session: MySession
    join_link: str | None
    reason: str | None
    asked: str | None
    answered: str | None


@dataclass(frozen=True, slots=True)
class MyBlock:
    """One dated stretch of the person's own work or school time."""

    id: UUID
    kind: BlockKind
    title: str | None
    starts_at: datetime
    ends_at: datetime
    zone: str
