"""The care team's pages."""

from patient_app.careteam.routes import (
    attendance,
    cover,
    day,
    imports,
    invite,
    occurrence,
    past,
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
    "day",
    "imports",
    "invite",
    "occurrence",
    "past",
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
