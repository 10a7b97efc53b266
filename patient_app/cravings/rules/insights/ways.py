"""What went with feeling better: each way of coping, before and after, compared honestly.

These are a person's own few entries, not an experiment. So: nothing is said under `LEAST` times;
small numbers are pulled toward what is usual for this person; only similar beginnings are
compared; and times the person did not tell the later number are counted apart, never guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from patient_app.cravings.rules.coping import NOTHING
from patient_app.cravings.rules.insights.entries import Entry
from patient_app.cravings.rules.scales import HIGHEST, LOWEST

LEAST = 5
# A way's mean change counts as if it had PULL more times with the person's usual change. As many
# as LEAST: the first time we say anything, their own times and what is usual weigh the same; with
# 20 times it is four fifths their own. Without it, five lucky evenings would lead the list.
PULL = 5
# A strong urge has further to fall. Beginnings this near the way's mean beginning are similar.
SIMILAR = 2


@dataclass(frozen=True, slots=True)
class Times:
    """`n` times with both numbers: mean before, mean after (pulled), and how often it fell."""

    n: int
    fell: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Way:
    """One way. `told` times with a later number, `silent` times without.

    `times` is None under LEAST; so is `beside`, nothing special from a similar beginning.
    """

    code: str
    told: int
    silent: int
    times: Times | None
    beside: Times | None


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways with enough times, the largest fall first; those too early to tell; and nothing special.

    `usual` is the person's mean change over all entries with a later number.
    """

    ways: tuple[Way, ...]
    early: tuple[Way, ...]
    nothing: Way | None
    usual: Fraction | None


def ways_of(entries: Sequence[Entry]) -> Ways:
    """An entry that names two ways is one time of each."""
    by_way: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for code in ways_in(entry.coping):
            by_way[code].append(entry)
    usual = _usual(entries)
    nothing = _told(by_way.get(NOTHING, []))
    found = [_way(code, named, nothing, usual) for code, named in by_way.items()]
    enough = [(way.times, way) for way in found if way.times and way.code != NOTHING]
    enough.sort(key=lambda each: (each[0].after - each[0].before, -each[0].n, each[1].code))
    early = [way for way in found if not way.times and way.code != NOTHING]
    early.sort(key=lambda way: (-way.told, -way.silent, way.code))
    quiet = next((way for way in found if way.code == NOTHING), None)
    return Ways(tuple(way for _, way in enough), tuple(early), quiet, usual)


def ways_in(coping: Sequence[str]) -> set[str]:
    """The ways an entry names. "Nothing special" is one only while nothing else is named."""
    named = set(coping)
    return named if named == {NOTHING} else named - {NOTHING}


def _way(code: str, named: list[Entry], nothing: list[Entry], usual: Fraction | None) -> Way:
    told = _told(named)
    times = _times(told, usual)
    near = [] if times is None or code == NOTHING else _similar(nothing, times.before)
    return Way(code, len(told), len(named) - len(told), times, _times(near, usual))


def _times(told: list[Entry], usual: Fraction | None) -> Times | None:
    if len(told) < LEAST or usual is None:
        return None
    n, before = len(told), sum(each.intensity for each in told)
    change = (_change(told) + PULL * usual) / (n + PULL)
    after = min(max(Fraction(before, n) + change, Fraction(LOWEST)), Fraction(HIGHEST))
    fell = sum(each.after is not None and each.after < each.intensity for each in told)
    return Times(n, fell, Fraction(before, n), after)


def _usual(entries: Sequence[Entry]) -> Fraction | None:
    told = _told(entries)
    return Fraction(_change(told), len(told)) if told else None


def _change(told: Iterable[Entry]) -> int:
    return sum(each.after - each.intensity for each in told if each.after is not None)


def _told(entries: Iterable[Entry]) -> list[Entry]:
    return [each for each in entries if each.after is not None]


def _similar(entries: Iterable[Entry], start: Fraction) -> list[Entry]:
    least, most = start - SIMILAR, start + SIMILAR
    return [each for each in entries if least <= each.intensity <= most]
