"""Which questions a counselor may read: theirs to answer, or about someone they work with."""

from datetime import datetime

from patient_app.core.actors import Actor
from patient_app.schedule.queries.requests import (
    RequestLine,
    answered_requests_around,
    open_requests_around,
)

ANSWERED_SHOWN = 20


def queue(actor: Actor, now: datetime) -> list[RequestLine]:
    """Open questions: those to answer first, then colleagues' about people one works with; each
    in the order in which their sessions start.
    """
    around = open_requests_around(actor, now)
    in_order = sorted(around, key=lambda each: (not each[1], each[0].occurrence.starts_at))
    return [line for line, _ in in_order]


def answered(actor: Actor, now: datetime) -> list[RequestLine]:
    """Answered questions of the people one works with, the latest first."""
    return answered_requests_around(actor, now, ANSWERED_SHOWN)
