"""The pages of the log."""

from patient_app.cravings.routes import insights, new
from patient_app.cravings.routes.blueprint import bp

__all__ = ["bp", "insights", "new"]
