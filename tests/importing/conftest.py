"""It is Tuesday, October 13, 2026, 3:15 PM in Los Angeles."""

from tests.schedule.evenings import tuesday

__all__ = ["tuesday"]
