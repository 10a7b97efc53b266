"""What Insights needs of an entry, and the few numbers everything is made of."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple


class Entry(NamedTuple):
    """One entry that counts. `at` is what the clock on the person's wall showed; naive."""

    at: datetime
    intensity: int
    triggers: tuple[str, ...] = ()
    coping: tuple[str, ...] = ()
    after: int | None = None
    outcome: str | None = None


# Fewer than this say nothing about a week or an hour.
LEAST_FOR_A_MIDDLE = 3


def middle(numbers: Sequence[int]) -> Fraction:
    """The median: half of the numbers are at or below it, half at or above."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return Fraction(ordered[half - 1] + ordered[half], 2)


def whole(number: Fraction) -> int:
    """To the nearest whole number; a half goes up."""
    return int((2 * number + 1) // 2)


def one_decimal(number: Fraction) -> str:
    """'6.5', '7'."""
    tenths = whole(10 * number)
    return f"{tenths / 10:g}"
