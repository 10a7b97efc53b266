"""The rows of a previewed import, as the page prints them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NewRow:
    """A series that would be made; `named` when a patient's name may stand in its title."""

    row: int
    source: str
    named: bool
    take: bool
    when: str
    kind: str
    topic: str
    place: str
    dates: list[str]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A series or a date that would change: its title in Steady, and what it would be."""

    row: int
    title: str
    tag: tuple[str, str]
    when: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Both sides changed."""

    row: int
    title: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Remarked:
    """A row that is left out and why, or an event the file lacks."""

    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole page; `more` is how many new series have no fields of their own."""

    summary: list[tuple[str, int]]
    new: list[NewRow] = field(default_factory=list)
    more: int = 0
    changed: list[ChangedRow] = field(default_factory=list)
    conflicts: list[ConflictRow] = field(default_factory=list)
    rejected: list[Remarked] = field(default_factory=list)
    missing: list[Remarked] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """Rows that have a box to tick."""
        rows = [*(each.row for each in self.new), *(each.row for each in self.changed)]
        return " ".join(map(str, rows))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to apply."""
        return not (self.new or self.more or self.changed or self.conflicts)
