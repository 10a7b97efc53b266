"""What people hand in to the log, checked at the edge, taken by the verbs.

Everything but a craving's intensity is optional: None or empty means "not told".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from patient_app.cravings.rules.scales import Outcome, Source, Visibility


@dataclass(frozen=True, slots=True)
class CravingDraft:
    """A craving; `started_at` an instant, codes from the catalogues or `own:<id>`."""

    intensity: int
    source: Source = Source.NOW
    started_at: datetime | None = None
    triggers: tuple[str, ...] = ()
    coping: tuple[str, ...] = ()
    halt: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    place: str | None = None
    company: str | None = None
    mood: int | None = None
    after: int | None = None
    outcome: Outcome | None = None
    thought: str | None = None
    note: str | None = None
    visibility: Visibility = Visibility.FOLLOW


@dataclass(frozen=True, slots=True)
class AfterDraft:
    """How a craving is a while later: `of` is the record it speaks of."""

    of: UUID
    after: int | None = None
    outcome: Outcome | None = None
    coping: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WinDraft:
    """Something that went well."""

    what: str = "other"
    note: str | None = None
    visibility: Visibility = Visibility.FOLLOW


@dataclass(frozen=True, slots=True)
class CheckInDraft:
    """How a day is. Every part may be left out, all of them too."""

    mood: int | None = None
    craving: int | None = None
    sleep: int | None = None
    stress: int | None = None
    confidence: int | None = None
    halt: tuple[str, ...] = ()
    medication: str | None = None
    line: str | None = None
    visibility: Visibility = Visibility.FOLLOW


@dataclass(frozen=True, slots=True)
class LapseDraft:
    """A lapse, told as far as the person wants to. Never in a standing share category."""

    about: tuple[str, ...] = ()
    safe: str | None = None
    next_step: str | None = None
    telling: tuple[str, ...] = ()
    note: str | None = None
    debrief: Mapping[str, str] | None = None
    visibility: Visibility = Visibility.JUST_ME


@dataclass(frozen=True, slots=True)
class AmendDraft:
    """A change of an `entry`: `base` is the revision the person saw, `changes` what differs."""

    entry: str
    of: UUID
    base: UUID
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """Take an entry out of everything, or `back` in."""

    of: UUID
    back: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """A trigger or a way of coping in the person's own words."""

    catalogue: str
    label: str
