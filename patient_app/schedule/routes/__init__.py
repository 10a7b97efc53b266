"""The patient's pages about their schedule."""

from patient_app.schedule.routes import agenda, blocks, calendar, session
from patient_app.schedule.routes.blueprint import bp

__all__ = ["agenda", "blocks", "bp", "calendar", "session"]
