"""What is sent: one message to one phone, the same JSON as a Declarative Web Push. Pure."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

MOST_BYTES = 3993
"""A push service takes 4,096 bytes; encryption adds 103 (RFC 8291, measured)."""
DECLARATIVE = 8030


@dataclass(frozen=True, slots=True)
class Notice:
    """What one phone shows. `order` grows: of two with one tag the later one counts."""

    reminder_id: UUID
    number: int
    title: str
    body: str
    path: str
    tag: str
    order: int
    silent: bool
    language: str
    unread: int


def payload(notice: Notice, public_url: str) -> bytes:
    """Safari shows it by itself, every other browser through our worker. Raises ValueError
    when it is too long to be taken.
    """
    told = {
        "web_push": DECLARATIVE,
        "notification": {
            "title": notice.title,
            "body": notice.body,
            "navigate": f"{public_url}{notice.path}#r={notice.reminder_id}",
            "tag": notice.tag,
            "lang": notice.language,
            "silent": notice.silent,
            "data": {"id": str(notice.reminder_id), "kind": notice.number, "order": notice.order},
        },
        "app_badge": notice.unread,
    }
    raw = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    if len(raw) > MOST_BYTES:
        raise ValueError("too long for a push")
    return raw


def time_to_live(now: datetime, expires_at: datetime) -> int:
    """Seconds a push service may keep it: never past the event."""
    return max(int((expires_at - now) / timedelta(seconds=1)), 0)
