"""Push addresses for phones, the inbox, and what a person chooses."""

from patient_app.notifications.routes import inbox, phone, settings  # noqa: F401 -- routes
from patient_app.notifications.routes.blueprint import bp

__all__ = ["bp"]
