"""The same numbers counted once more, slowly and from their definitions.

Nothing here is shared with the app: medians and means come from the standard library, groups are
made by filtering the whole log again for every single number.
"""

import statistics
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from patient_app.cravings.rules.insights.entries import Entry

Log = list[Entry]
DAY = timedelta(days=1)


def median(numbers: list[int]) -> Fraction | None:
    return statistics.median([Fraction(number) for number in numbers]) if numbers else None


def mean(numbers: list[Fraction]) -> Fraction:
    return Fraction(statistics.mean(numbers))


def weeks(log: Log, today: date) -> list[tuple[str, int, Fraction | None]]:
    """Every week from the first entry to today by its ISO name, the latest twelve of them."""
    if not log:
        return []
    day = min(entry.at.date() for entry in log)
    last = max([today, *(entry.at.date() for entry in log)])
    names = []
    while iso(day) <= iso(last):
        names.append(iso(day))
        day += DAY
    told = []
    for name in sorted(set(names))[-12:]:
        found = [entry.intensity for entry in log if iso(entry.at.date()) == name]
        told.append((name, len(found), median(found)))
    return told


def iso(on: date) -> str:
    year, week, _ = on.isocalendar()
    return f"{year}-{week:02}"


def tile(log: Log, hour: int, weekday: int) -> tuple[int, Fraction | None]:
    """The three hours from `hour` on one weekday."""
    found = [
        entry.intensity
        for entry in log
        if entry.at.isoweekday() == weekday + 1 and entry.at.hour in (hour, hour + 1, hour + 2)
    ]
    return len(found), median(found) if len(found) >= 3 else None


def trigger(log: Log, code: str) -> tuple[int, Fraction | None]:
    found = [entry.intensity for entry in log if code in entry.triggers]
    return len(found), median(found)


def times_of(log: Log, code: str) -> Log:
    """Entries that name this way; nothing special only where nothing else is named."""
    if code == "nothing":
        return [entry for entry in log if list(entry.coping) == ["nothing"]]
    return [entry for entry in log if code in entry.coping]


def told(log: Log) -> Log:
    return [entry for entry in log if entry.after is not None]


def summary(times: Log, log: Log) -> dict[str, Any] | None:
    """Mean before, mean after with five usual times added to the changes, and how often it fell."""
    if len(times) < 5:
        return None
    usual = mean([Fraction(entry.after - entry.intensity) for entry in told(log)])
    changes = [Fraction(entry.after - entry.intensity) for entry in times] + [usual] * 5
    before = mean([Fraction(entry.intensity) for entry in times])
    after = before + mean(changes)
    fell = [entry for entry in times if entry.after < entry.intensity]
    return {
        "n": len(times),
        "fell": len(fell),
        "before": before,
        "after": Fraction(0) if after < 0 else Fraction(10) if after > 10 else after,
    }


def similar(log: Log, before: Fraction) -> Log:
    """Times with nothing special that began at most two points from `before`."""
    return [entry for entry in told(times_of(log, "nothing")) if abs(entry.intensity - before) <= 2]


def days(first: date, today: date, lapses: set[date]) -> tuple[int, int, int, int]:
    """Days, of how many, the longest run and the one that lasts: by walking over the calendar."""
    counted = longest = run = of = 0
    day = first
    while day <= today:
        of += 1
        if day in lapses:
            run = 0
        else:
            counted, run = counted + 1, run + 1
        longest = max(longest, run)
        day += DAY
    return counted, of, longest, run
