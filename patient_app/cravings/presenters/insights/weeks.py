"""Week by week as a line on an axis that always goes from 0 to 10."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.cravings.presenters.insights.wording import TOO_EARLY
from patient_app.cravings.rules.insights.entries import one_decimal
from patient_app.cravings.rules.insights.weeks import WEEK, Week, turn

LEFT, RIGHT, TOP, BOTTOM = 28, 284, 12, 122
MOST_LABELS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """One week with a middle; `last` is this week."""

    x: float
    y: float
    value: str
    last: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The sentence, the line in pieces (a week without entries breaks it), and the table."""

    sentence: str
    lines: tuple[str, ...]
    areas: tuple[str, ...]
    points: tuple[Point, ...]
    names: tuple[tuple[float, str], ...]
    counts: tuple[tuple[float, int], ...]
    axis: tuple[tuple[float, int], ...]
    table: tuple[tuple[str, str, int], ...]


def trend_of(weeks: Sequence[Week], today: date) -> Trend:
    """Ready to print."""
    xs = [_x(n, len(weeks)) for n in range(len(weeks))]
    pieces = _pieces(weeks, xs)
    step = -(-len(weeks) // MOST_LABELS)
    return Trend(
        sentence=_sentence(weeks),
        lines=tuple("M" + "L".join(f"{x} {y}" for x, y in piece) for piece in pieces),
        areas=tuple(_area(piece) for piece in pieces if len(piece) > 1),
        points=tuple(_point(week, x, today) for week, x in zip(weeks, xs, strict=True) if week.n),
        # Counted from the newest, so that this week is always named.
        names=tuple(
            (x, words.month_day(week.monday))
            for n, (week, x) in enumerate(zip(weeks, xs, strict=True))
            if (len(weeks) - 1 - n) % step == 0
        ),
        counts=tuple((x, week.n) for week, x in zip(weeks, xs, strict=True)),
        axis=tuple((_y(Fraction(number)), number) for number in (10, 5, 0)),
        table=tuple(
            (words.month_day(week.monday), _number(week.middle), week.n) for week in reversed(weeks)
        ),
    )


def _sentence(weeks: Sequence[Week]) -> str:
    turned = turn(weeks)
    if turned is None or turned[0].middle is None or turned[1].middle is None:
        return gettext(TOO_EARLY)
    first, last = turned
    named = {
        "b": _number(last.middle),
        "then": words.month_day(first.monday),
        "now": words.month_day(last.monday),
    }
    if first.middle == last.middle:
        return gettext("The middle value was %(b)s in the weeks of %(then)s and %(now)s.", **named)
    return gettext(
        "The middle value went from %(a)s (week of %(then)s) to %(b)s (week of %(now)s).",
        a=_number(first.middle),
        **named,
    )


def _pieces(weeks: Sequence[Week], xs: Sequence[float]) -> list[list[tuple[float, float]]]:
    pieces: list[list[tuple[float, float]]] = [[]]
    for week, x in zip(weeks, xs, strict=True):
        if week.middle is None:
            pieces.append([])
        else:
            pieces[-1].append((x, _y(week.middle)))
    return [piece for piece in pieces if piece]


def _area(piece: list[tuple[float, float]]) -> str:
    line = "L".join(f"{x} {y}" for x, y in piece)
    return f"M{piece[0][0]} {BOTTOM}L{line}V{BOTTOM}z"


def _point(week: Week, x: float, today: date) -> Point:
    is_last = week.monday <= today < week.monday + WEEK
    return Point(x, _y(week.middle or Fraction(0)), _number(week.middle), is_last)


def _x(n: int, number: int) -> float:
    if number == 1:
        return (LEFT + RIGHT) / 2
    return round(LEFT + 14 + (RIGHT - LEFT - 28) * n / (number - 1), 1)


def _y(value: Fraction) -> float:
    return round(float(BOTTOM - (BOTTOM - TOP) * value / 10), 1)


def _number(value: Fraction | None) -> str:
    return "–" if value is None else one_decimal(value)
