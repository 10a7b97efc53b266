"""What went with feeling better: before and after, k of n, never more than was told."""

from collections.abc import Mapping
from dataclasses import dataclass

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.presenters.insights.wording import (
    TOO_EARLY,
    not_told,
    of_told,
    way_name,
)
from patient_app.cravings.rules.insights.entries import one_decimal, whole
from patient_app.cravings.rules.insights.ways import Times, Way, Ways

LEFT, UNIT = 15, 26.6
MOST_DRAWN = 6


@dataclass(frozen=True, slots=True)
class Lane:
    """One way from ring to disc; `quiet` is nothing special."""

    name: str
    count: str
    before: int
    after: int
    x_before: float
    x_after: float
    quiet: bool


@dataclass(frozen=True, slots=True)
class WayLine:
    """One row of the table; a dash where it is too early."""

    name: str
    count: str
    before: str
    after: str
    silent: int
    beside: str


@dataclass(frozen=True, slots=True)
class Better:
    """Sentences about the first way, lanes, the ways that are too early, and the table."""

    sentences: tuple[str, ...]
    lanes: tuple[Lane, ...]
    axis: tuple[tuple[float, int], ...]
    early: str | None
    table: tuple[WayLine, ...]
    usual: str | None


def better_of(ways: Ways, own: Mapping[str, str]) -> Better:
    """Ready to print."""
    listed = [*ways.ways, *ways.early, *([ways.nothing] if ways.nothing else [])]
    return Better(
        sentences=_sentences(ways, own),
        lanes=_lanes(ways, own),
        axis=tuple((_x(number), number) for number in (0, 5, 10)),
        early=_early(ways, own),
        table=tuple(_line(way, own) for way in listed),
        usual=one_decimal(abs(ways.usual)) if ways.usual is not None and ways.usual < 0 else None,
    )


def _sentences(ways: Ways, own: Mapping[str, str]) -> tuple[str, ...]:
    """About the way with the largest fall, when there is one that fell at all."""
    if not ways.ways:
        return (gettext(TOO_EARLY),)
    top = ways.ways[0]
    if top.times is None or whole(top.times.after) >= whole(top.times.before):
        return (gettext(N_("Nothing stands out so far.")),)
    name = way_name(top.code, own)
    told = gettext(
        "“%(name)s”: it went from %(a)s to %(b)s, down %(k)s of the %(n)s times you told us.",
        name=name,
        **_numbers(top.times),
    )
    also = (not_told(top.silent), _beside(top, ways))
    return (told, *(each for each in also if each))


def _beside(way: Way, ways: Ways) -> str | None:
    if ways.nothing is None:
        return None
    if way.beside is None:
        return gettext(N_("Nothing special, from a similar start: too early to tell."))
    return gettext(
        "Nothing special, from a similar start: from %(a)s to %(b)s, down %(k)s of %(n)s.",
        **_numbers(way.beside),
    )


def _numbers(times: Times) -> dict[str, int]:
    return {"a": whole(times.before), "b": whole(times.after), "k": times.fell, "n": times.n}


def _lanes(ways: Ways, own: Mapping[str, str]) -> tuple[Lane, ...]:
    drawn = [(way.times, way, False) for way in ways.ways[:MOST_DRAWN] if way.times]
    if ways.nothing and ways.nothing.times:
        drawn.append((ways.nothing.times, ways.nothing, True))
    return tuple(_lane(times, way_name(way.code, own), quiet) for times, way, quiet in drawn)


def _lane(times: Times, name: str, quiet: bool) -> Lane:
    before, after = whole(times.before), whole(times.after)
    count = of_told(times.fell, times.n)
    return Lane(name, count, before, after, _x(before), _x(after), quiet)


def _early(ways: Ways, own: Mapping[str, str]) -> str | None:
    codes = [way.code for way in ways.early]
    if ways.nothing and not ways.nothing.times:
        codes.append(ways.nothing.code)
    if not codes:
        return None
    names = ", ".join(way_name(code, own) for code in codes)
    return gettext("%(names)s: too early to tell.", names=names)


def _line(way: Way, own: Mapping[str, str]) -> WayLine:
    times, beside = way.times, way.beside
    return WayLine(
        name=way_name(way.code, own),
        count=of_told(times.fell, times.n) if times else gettext("%(n)s times", n=way.told),
        before=one_decimal(times.before) if times else "–",
        after=one_decimal(times.after) if times else "–",
        silent=way.silent,
        beside=_compared(beside) if beside else "–",
    )


def _compared(times: Times) -> str:
    return gettext(
        "%(a)s to %(b)s, %(k)s of %(n)s",
        a=one_decimal(times.before),
        b=one_decimal(times.after),
        k=times.fell,
        n=times.n,
    )


def _x(number: int) -> float:
    return round(LEFT + UNIT * number, 1)
