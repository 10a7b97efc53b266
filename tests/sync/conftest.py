"""The same Tuesday as the schedule's tests."""

from tests.schedule.evenings import tuesday

__all__ = ["tuesday"]
