"""What of the log a phone keeps to read, and to write on, without signal."""

from datetime import datetime

from flask import url_for

from patient_app.core.actors import Actor

# The form of a new entry is kept for everyone (shell.kept_files); these carry the person's own.
ENDPOINTS = (
    "log.check_in",
    "log.win",
    "log.lapse",
    "log.timeline",
    "log.working_on",
    "log.insights",
)


def pages(_actor: Actor, _now: datetime) -> list[str]:
    """Addresses, the most needed first."""
    return [url_for(endpoint) for endpoint in ENDPOINTS]
