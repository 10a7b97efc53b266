"""What Ana was told of: an answer and what changed today, not yet opened."""

from datetime import datetime

from patient_app.demo.people import Cast
from patient_app.notifications.service.inbox import keep_as_told


def fill_inbox(cast: Cast, now: datetime) -> None:
    """Told as if a worker had been there, and no phone set up."""
    keep_as_told(cast.patients["ana"], now)
