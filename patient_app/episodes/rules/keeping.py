"""How long the program's record is kept: the center's years, counted from the last day."""

from datetime import date


def kept_since(today: date, years: int) -> date:
    """Stays that ended before this day have been kept long enough."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February, in a year that has none: a day longer, not a day less
        return today.replace(year=today.year - years, day=28)
