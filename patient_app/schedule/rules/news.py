"""What of a person's session is new to them, and how long it is said."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from patient_app.schedule.rules.changes import Change
from patient_app.schedule.rules.mine import MySession

NEWS_LASTS = timedelta(days=14)
"""A change is said this long, or until the person has looked."""


def is_news(mine: MySession, looked_at: datetime | None) -> bool:
    """Whether the session changed since the person was enrolled and last looked."""
    changed = mine.changed_at
    if changed is None or changed <= mine.known_since:
        return False
    return looked_at is None or changed > looked_at


def is_recent(mine: MySession, now: datetime) -> bool:
    """Whether it changed since the person was enrolled, and not long ago."""
    changed = mine.changed_at
    return changed is not None and changed > max(mine.known_since, now - NEWS_LASTS)


def known(changes: Iterable[Change], mine: MySession) -> tuple[Change, ...]:
    """Those since the person was enrolled."""
    return tuple(each for each in changes if each.at > mine.known_since)
