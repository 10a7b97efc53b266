"""The pages of the log."""

from patient_app.cravings.routes import new
from patient_app.cravings.routes.blueprint import bp

__all__ = ["bp", "new"]
