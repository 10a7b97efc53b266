"""When attendance can be kept, and when keeping it is a correction."""

from datetime import datetime, timedelta

OPENS_BEFORE = timedelta(minutes=30)
"""People arrive early; before that nobody can have been there."""
FIRST_WORD = timedelta(hours=24)
"""So long after the end a mark still counts as the day's own."""


def opens_at(starts_at: datetime) -> datetime:
    """From when attendance of a session can be kept."""
    return starts_at - OPENS_BEFORE


def corrects(ends_at: datetime, now: datetime, *, was_marked: bool) -> bool:
    """Whether a new mark changes what was on record, or what the day left open."""
    return was_marked or now > ends_at + FIRST_WORD
