"""The care team's pages."""

from patient_app.careteam.routes import (
    attendance,
    cover,
    invite,
    occurrence,
    people,
    person,
    requests,
    series,
    staff,
    stay,
    team,
    topics,
    week,
)
from patient_app.careteam.routes.blueprint import bp

__all__ = [
    "attendance",
    "bp",
    "cover",
    "invite",
    "occurrence",
    "people",
    "person",
    "requests",
    "series",
    "staff",
    "stay",
    "team",
    "topics",
    "week",
]
