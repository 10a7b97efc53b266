"""What a restore asks of features: each lists in the registry what must hold afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Restored:
    """The data is as of `made_at`; it is brought back `now`.

    `erased` are the people deleted since, as known outside the database (core.erased).
    """

    made_at: datetime
    now: datetime
    erased: Mapping[str, datetime] = field(default_factory=dict)


# A step runs inside one unit of work with all others, before anyone can sign in again.
RestoreStep = Callable[[Restored], object]


@dataclass(frozen=True, slots=True)
class Ending:
    """A column that ends something once it is set; of two ends the earlier one counts.

    `words` name one and several, for the operator.
    """

    table: str
    column: str
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Door:
    """Rows that let someone in. One that was taken away since the backup is taken away again.

    `key` finds a row again. With `newer`, a row that is later in the replaced data has its
    `carried` columns copied: whoever changed a password does not get the old one back.
    """

    table: str
    key: str
    words: tuple[str, str]
    newer: str | None = None
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Afterwards:
    """All of it."""

    steps: tuple[RestoreStep, ...]
    endings: tuple[Ending, ...]
    doors: tuple[Door, ...]
