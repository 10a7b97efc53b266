"""What of reminders a phone keeps to read without signal."""

from datetime import datetime

from flask import url_for

from patient_app.core.actors import Actor


def pages(_actor: Actor, _now: datetime) -> list[str]:
    """Addresses, the most needed first."""
    return [url_for("notifications.inbox")]
