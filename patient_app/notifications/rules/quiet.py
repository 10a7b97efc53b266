"""Hours in which a person is left alone, and what becomes of a reminder that falls inside. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from patient_app.notifications.rules.choices import Choices
from patient_app.notifications.rules.kinds import Manner

NEAR = timedelta(hours=2)
"""Inside quiet hours a change is told when its session starts before their end or soon after."""


@dataclass(frozen=True, slots=True)
class Going:
    """When a reminder goes out; not `pushed`: the inbox has it and no phone is bothered."""

    at: datetime
    pushed: bool = True
    silent: bool = False


def going(
    manner: Manner,
    due_at: datetime,
    event_at: datetime | None,
    expires_at: datetime,
    choices: Choices,
) -> Going:
    """What quiet hours make of a reminder."""
    ends_at = quiet_end(due_at, choices)
    if ends_at is None or manner is Manner.URGENT:
        return Going(due_at)
    if manner is Manner.CHANGE and event_at is not None and event_at <= ends_at + NEAR:
        return Going(due_at, silent=True)
    useful_until = min(event_at or expires_at, expires_at)
    if manner is not Manner.CHANGE and ends_at >= useful_until:
        return Going(due_at, pushed=False)
    return Going(ends_at)


def quiet_end(at: datetime, choices: Choices) -> datetime | None:
    """When the quiet hours around `at` end; None outside them."""
    start, end = choices.quiet_from, choices.quiet_until
    if start is None or end is None or start == end:
        return None
    zone = ZoneInfo(choices.zone)
    wall = at.astimezone(zone)
    for day in (wall.date() - timedelta(days=1), wall.date()):
        last = day if end > start else day + timedelta(days=1)
        # fold=0: the first of two equal wall times; in a gap, shifted forward by it.
        starts_at = datetime.combine(day, start, zone).astimezone(UTC)
        ends_at = datetime.combine(last, end, zone).astimezone(UTC)
        if starts_at <= at < ends_at:
            return ends_at
    return None
