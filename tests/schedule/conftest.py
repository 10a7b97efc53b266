"""The day on which the schedule's tests happen."""

from tests.schedule.evenings import tuesday

__all__ = ["tuesday"]
