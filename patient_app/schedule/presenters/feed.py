"""What a calendar program is told: times and the person's own neutral title."""

from datetime import datetime, timedelta

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.schedule.calendars.ics_out import FeedEntry, entry_id, write_event, write_feed
from patient_app.schedule.models import CalendarFeed
from patient_app.schedule.queries.mine import my_sessions
from patient_app.schedule.rules.mine import MySession

BEHIND, AHEAD = timedelta(weeks=4), timedelta(weeks=8)


def neutral_title() -> str:
    """What sessions are called in a calendar until the person says otherwise."""
    return gettext(N_("Appointment"))


def feed_file(feed: CalendarFeed, now: datetime) -> bytes:
    """Four weeks back to eight weeks ahead, cancelled ones marked as such."""
    sessions = my_sessions(feed.person_id, feed.center_id, now - BEHIND, now + AHEAD)
    title = feed.title
    return write_feed((_entry(each, feed.token_hash, title) for each in sessions), title)


def session_file(session: MySession, key: bytes, title: str) -> bytes:
    """One session for a calendar app. `key` keeps its id apart from other people's."""
    return write_event(_entry(session, key, title))


def _entry(session: MySession, key: bytes, title: str) -> FeedEntry:
    return FeedEntry(
        id=entry_id(key, session.id),
        title=title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        changed_at=session.changed_at or session.known_since,
        sequence=session.version,
        cancelled=session.cancelled,
    )
