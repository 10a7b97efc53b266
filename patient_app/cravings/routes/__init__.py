"""The pages of the log."""

from patient_app.cravings.routes import (
    change,
    choices,
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
    "choices",
    "entry",
    "insights",
    "lapse",
    "new",
    "telling",
    "timeline",
    "working_on",
]
