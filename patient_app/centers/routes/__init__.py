"""Pages and answers about the center."""

from patient_app.centers.routes import office, settings
from patient_app.centers.routes.blueprint import bp

__all__ = ["bp", "office", "settings"]
