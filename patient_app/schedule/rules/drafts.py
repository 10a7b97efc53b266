"""What people hand in to change the schedule, checked at the edge, taken by the service."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from patient_app.schedule.rules.kinds import BlockKind, IntentAnswer, SeriesKind
from patient_app.schedule.rules.recurrence import SeriesRule


@dataclass(frozen=True)
class SeriesDraft:
    """A series as staff or an import describe it.

    `topic_ids` is the rotation in order; `rotation_start` the place of the first date in it.
    `join_link` is an https address. `capacity` None means no limit. `import_id` and
    `source_uid` name where an imported series came from.
    """

    title: str
    kind: SeriesKind
    rule: SeriesRule
    title_es: str | None = None
    place: str | None = None
    join_link: str | None = None
    facilitator_id: UUID | None = None
    capacity: int | None = None
    topic_ids: tuple[UUID, ...] = ()
    rotation_start: int = 0
    import_id: UUID | None = None
    source_uid: str | None = None


@dataclass(frozen=True)
class NewTime:
    """Where one dated session moves to: a naive wall time in the series' zone.

    `minutes` None keeps the length.
    """

    starts_local: datetime
    minutes: int | None = None


@dataclass(frozen=True)
class Intent:
    """A patient's answer; `minutes_late` only with LATE, `note` only with CANNOT."""

    answer: IntentAnswer
    minutes_late: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class BlockDraft:
    """A patient's own work or school time: those weekdays (Monday = 0), from-until.

    `ends` not after `starts` is the next day. `until_on` None goes on.
    """

    kind: BlockKind
    weekdays: tuple[int, ...]
    starts: time
    ends: time
    from_on: date
    until_on: date | None = None
    title: str | None = None
    busy_visible: bool = False
