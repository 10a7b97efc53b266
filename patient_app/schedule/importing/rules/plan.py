"""What an import would do, row by row, and what a person chose."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from patient_app.schedule.calendars.records import EventRecord, ReportRow
from patient_app.schedule.importing.rules.targets import DateTarget, SeriesTarget
from patient_app.schedule.rules.kinds import SeriesKind


class Outcome(StrEnum):
    """What becomes of one row; every row of a file has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    LEFT_OUT = "left_out"


class Keep(StrEnum):
    """Whose version stays where the source and Steady both changed."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Choice:
    """What a person decided about one row. `kind` None and `topic` None follow the source;
    `topic` "" is no topic. `title` None is named by its kind. `place` None follows the source.
    `keep` None: nobody has decided, so ours stays and the question stays open.
    """

    take: bool = True
    kind: SeriesKind | None = None
    title: str | None = None
    topic: str | None = None
    place: str | None = None
    keep: Keep | None = None


Choices = Mapping[int, Choice]
TAKE_ALL: Choices = {}


@dataclass(frozen=True)
class Known:
    """An earlier import of the same event. `series_id` None: it came cancelled, nothing was made.

    `same_source`: the source says what it said then.
    """

    event_id: UUID
    series_id: UUID | None
    same_source: bool
    cancelled: bool
    written: str | None


@dataclass(frozen=True)
class Conflict:
    """Both sides changed: what Steady has now and what the file asks for."""

    ours: SeriesTarget | DateTarget
    theirs: SeriesTarget | DateTarget


@dataclass(frozen=True)
class Line:
    """One record with what it would do; `series_id` is the series it speaks of, if any."""

    record: EventRecord
    outcome: Outcome
    known: Known | None = None
    series_id: UUID | None = None
    conflict: Conflict | None = None

    @property
    def is_series(self) -> bool:
        """Whether it speaks of a whole series, not of one date."""
        return self.record.recurrence_id is None

    def decided(self, choice: Choice) -> Outcome:
        """What it does once a person has chosen."""
        if not choice.take and self.outcome is not Outcome.UNCHANGED:
            return Outcome.LEFT_OUT
        if self.conflict and choice.keep is not Keep.THEIRS:
            return Outcome.UNCHANGED
        return self.outcome


@dataclass(frozen=True)
class Missing:
    """An event of an earlier file that this one lacks; it stays as it is."""

    uid: str
    of_date: str
    series_id: UUID


@dataclass(frozen=True)
class Plan:
    """Every record's line in the file's order, every remark, and what the file lacks."""

    lines: tuple[Line, ...]
    report: tuple[ReportRow, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def rejected(self) -> tuple[ReportRow, ...]:
        """Rows that cannot be followed, with why."""
        return tuple(row for row in self.report if row.outcome == "rejected")

    def notes_of(self, row: int) -> tuple[ReportRow, ...]:
        """Remarks about one row that is taken."""
        return tuple(each for each in self.report if each.row == row and each.outcome == "noted")


@dataclass(frozen=True)
class Counts:
    """`read` is the sum of the others."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    cancelled: int = 0
    rejected: int = 0
    left_out: int = 0

    @property
    def read(self) -> int:
        """Rows in the file."""
        return (
            self.created
            + self.updated
            + self.unchanged
            + self.cancelled
            + self.rejected
            + self.left_out
        )


@dataclass(frozen=True)
class Done:
    """What an import did, or would do."""

    counts: Counts
    plan: Plan
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    import_id: UUID | None = None


def outcomes_of(plan: Plan, choices: Choices) -> dict[int, Outcome]:
    """Row -> outcome. A date follows its series out when the series is not taken."""
    found: dict[int, Outcome] = {}
    out: set[str] = set()
    for line in sorted(plan.lines, key=lambda each: not each.is_series):
        row = line.record.row
        decided = line.decided(choices.get(row, Choice()))
        if line.is_series and decided is Outcome.LEFT_OUT and line.series_id is None:
            out.add(line.record.uid)
        found[row] = Outcome.LEFT_OUT if line.record.uid in out else decided
    return found


def count(plan: Plan, outcomes: Iterable[Outcome]) -> Counts:
    """How many rows of each kind."""
    numbers = Counter(outcome.value for outcome in outcomes)
    return Counts(**numbers, rejected=len(plan.rejected))


def local_of(of_date: str) -> datetime | None:
    """The wall time an imported event is about; None for a series."""
    return datetime.fromisoformat(of_date) if of_date else None
