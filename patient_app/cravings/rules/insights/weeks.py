"""How strong it was, week by week: the middle of each week's entries, and how many there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from patient_app.cravings.rules.insights.entries import LEAST_FOR_A_MIDDLE, Entry, middle

WEEK = timedelta(weeks=1)
# A quarter of a year: what a phone's width can show with a number under each week.
MOST_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday on the person's wall; without entries there is no middle."""

    monday: date
    n: int
    middle: Fraction | None


def weeks_of(entries: Sequence[Entry], today: date) -> list[Week]:
    """The latest weeks up to this one, beginning with the first that has an entry."""
    if not entries:
        return []
    strengths: dict[date, list[int]] = defaultdict(list)
    for entry in entries:
        strengths[_monday(entry.at.date())].append(entry.intensity)
    # A phone whose clock runs a little ahead may be in the next week already.
    last = max(_monday(today), *strengths)
    first = max(min(strengths), last - (MOST_WEEKS - 1) * WEEK)
    mondays = (first + n * WEEK for n in range((last - first) // WEEK + 1))
    return [_week(monday, strengths.get(monday, [])) for monday in mondays]


def turn(weeks: Sequence[Week]) -> tuple[Week, Week] | None:
    """The first and the last week with enough entries to compare."""
    enough = [week for week in weeks if week.n >= LEAST_FOR_A_MIDDLE]
    return (enough[0], enough[-1]) if len(enough) > 1 else None


def _week(monday: date, strengths: list[int]) -> Week:
    return Week(monday, len(strengths), middle(strengths) if strengths else None)


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
