"""What can become of a change."""

from enum import StrEnum


class ChangeState(StrEnum):
    """A change counts, waits for the person to choose, or was left."""

    APPLIED = "applied"
    WAITING = "waiting"
    LEFT = "left"
