"""What to offer someone from their own log: what they did before, and how often it passed then."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from patient_app.cravings.rules.coping import COPING_WORDS, NOTHING
from patient_app.cravings.rules.insights.entries import Entry
from patient_app.cravings.rules.scales import Outcome

MOST = 3
"""So many for each trigger and time of day: one is shown, the others are "something else"."""

# Never put before anyone by a list: medicine has its own times, and Help now stands on every page.
NOT_OFFERED = ("treatment.medicine", "crisis.", "situation.avoided", "situation.removed", NOTHING)
PARTS = (("night", 6), ("morning", 12), ("afternoon", 18), ("evening", 24))


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """A way they told `of` times; `passed` of these also say that it passed.

    `when` is a trigger's code, a part of the day, or '' for all their entries.
    """

    code: str
    when: str
    passed: int
    of: int


def part_of_day(hour: int) -> str:
    """Of the clock on their wall."""
    return next(name for name, until in PARTS if hour < until)


def own_offers(entries: Iterable[Entry], own: Sequence[str]) -> list[OwnOffer]:
    """At most MOST for each trigger, part of the day, and for all; the likeliest first.

    Only what passed in at least half of all the times counts, those without an end among them.
    `own` are their own ways that may be offered.
    """
    tried: Counter[tuple[str, str]] = Counter()
    passed: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        for when in {"", part_of_day(entry.at.hour), *entry.triggers}:
            for code in {each for each in entry.coping if _may_offer(each, own)}:
                tried[when, code] += 1
                passed[when, code] += entry.outcome == Outcome.PASSED
    found = [
        OwnOffer(code, when, passed[when, code], of)
        for (when, code), of in tried.items()
        if 2 * passed[when, code] >= of
    ]
    return [each for when in sorted({each.when for each in found}) for each in _best(found, when)]


def _best(found: Iterable[OwnOffer], when: str) -> list[OwnOffer]:
    """One of one says less than four of five: each is drawn a little towards the middle."""
    here = [each for each in found if each.when == when]
    here.sort(key=lambda each: (-(each.passed + 1) / (each.of + 2), each.code))
    return here[:MOST]


def _may_offer(code: str, own: Sequence[str]) -> bool:
    known = (code in COPING_WORDS and "." in code) or code in own
    return known and not code.startswith(NOT_OFFERED)
