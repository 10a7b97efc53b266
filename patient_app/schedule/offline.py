"""What of the schedule a phone keeps to read without signal."""

from datetime import datetime, timedelta

from flask import url_for

from patient_app.core.actors import Actor
from patient_app.schedule.queries.mine import my_sessions

# A week of sessions, a page each: more would cost data for what changes before it is read.
AHEAD = timedelta(days=7)
MOST = 12


def pages(actor: Actor, now: datetime) -> list[str]:
    """Addresses, the most needed first: the agenda, the week, and each session of the next days."""
    coming = my_sessions(actor.person_id, actor.center_id, now, now + AHEAD)[:MOST]
    return [
        url_for("schedule.agenda"),
        url_for("schedule.week"),
        *(url_for("schedule.session", occurrence_id=session.id) for session in coming),
    ]
