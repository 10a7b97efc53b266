"""The pages of the log."""

from patient_app.cravings.routes import (
    change,
    entry,
    insights,
    lapse,
    new,
    telling,
    timeline,
    working_on,
)
from patient_app.cravings.routes.blueprint import bp

__all__ = [
    "bp",
    "change",
    "entry",
    "insights",
    "lapse",
    "new",
    "telling",
    "timeline",
    "working_on",
]
