"""One repeat rule as data, and the combinations that cannot be followed."""

from dataclasses import dataclass
from datetime import date, datetime


class RuleNotSupported(ValueError):
    """A repeat rule Steady does not follow; `args[0]` is the part that is to blame."""


@dataclass(frozen=True)
class Repeat:
    """One RRULE. `weekdays` are (ordinal or 0, weekday with Monday = 0).

    `until` is inclusive: a date means to the end of that day on the wall clock,
    a naive datetime is a wall time, an aware one an instant.
    """

    freq: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    count: int | None = None
    until: date | datetime | None = None
    week_start: int = 0

    def __post_init__(self) -> None:
        """Refuse parts that RFC 5545 forbids together, or that could never give a date."""
        if self.count and self.until:
            raise RuleNotSupported("COUNT")
        _refuse_misplaced_parts(self)
        _refuse_days_no_month_has(self)
        _refuse_positions_beyond_the_set(self)


def _refuse_misplaced_parts(repeat: Repeat) -> None:
    ordinals = [abs(ordinal) for ordinal, _ in repeat.weekdays]
    if repeat.freq in ("DAILY", "WEEKLY"):
        if any(ordinals):
            raise RuleNotSupported("BYDAY")
        if repeat.positions:
            raise RuleNotSupported("BYSETPOS")
    if repeat.freq == "WEEKLY" and repeat.month_days:
        raise RuleNotSupported("BYMONTHDAY")
    within_month = repeat.freq == "MONTHLY" or bool(repeat.months)
    if any(ordinal > (5 if within_month else 53) for ordinal in ordinals):
        raise RuleNotSupported("BYDAY")


def _refuse_days_no_month_has(repeat: Repeat) -> None:
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    if repeat.month_days and repeat.months:
        most = max(longest.get(month, 31) for month in repeat.months)
        if min(abs(day) for day in repeat.month_days) > most:
            raise RuleNotSupported("BYMONTHDAY")


def _refuse_positions_beyond_the_set(repeat: Repeat) -> None:
    if not repeat.positions:
        return
    if not (repeat.weekdays or repeat.month_days):
        raise RuleNotSupported("BYSETPOS")
    months = 1 if repeat.freq == "MONTHLY" else (len(repeat.months) or 12)
    in_a_month = 31
    if repeat.weekdays:
        in_a_month = sum(1 if ordinal else 5 for ordinal, _ in repeat.weekdays)
    if repeat.month_days:
        in_a_month = min(in_a_month, len(repeat.month_days))
    if min(abs(position) for position in repeat.positions) > months * in_a_month:
        raise RuleNotSupported("BYSETPOS")
