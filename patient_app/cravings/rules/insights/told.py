"""What was told beside the number: triggers, and how it ended. Silence is counted apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from patient_app.cravings.rules.insights.entries import Entry, middle
from patient_app.cravings.rules.scales import Outcome


@dataclass(frozen=True, slots=True)
class Trigger:
    """How many entries name it, and their middle strength."""

    code: str
    n: int
    middle: Fraction


@dataclass(frozen=True, slots=True)
class Triggers:
    """The most named first; `told` entries name at least one, `silent` none."""

    most: tuple[Trigger, ...]
    told: int
    silent: int


@dataclass(frozen=True, slots=True)
class Endings:
    """How it ended. `silent`: not told, or rather not said."""

    passed: int
    used: int
    still_there: int
    silent: int

    @property
    def told(self) -> int:
        """Those that came to an end: what is still there has not."""
        return self.passed + self.used


def triggers_of(entries: Sequence[Entry]) -> Triggers:
    """Each trigger once for each entry that names it."""
    strengths: dict[str, list[int]] = defaultdict(list)
    silent = 0
    for entry in entries:
        silent += not entry.triggers
        for code in set(entry.triggers):
            strengths[code].append(entry.intensity)
    named = [Trigger(code, len(found), middle(found)) for code, found in strengths.items()]
    named.sort(key=lambda each: (-each.n, -each.middle, each.code))
    return Triggers(tuple(named), len(entries) - silent, silent)


def endings_of(entries: Iterable[Entry]) -> Endings:
    """Each entry's latest word about how it ended."""
    ends = Counter(entry.outcome for entry in entries)
    passed, used, still = (
        ends[each] for each in (Outcome.PASSED, Outcome.USED, Outcome.STILL_THERE)
    )
    return Endings(passed, used, still, ends.total() - passed - used - still)
