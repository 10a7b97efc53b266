"""Schedules from calendars of other programs: previewed, compared, applied."""
