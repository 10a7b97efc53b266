"""The values of an entry as JSON has them: what its history keeps and its pages show."""

import json
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Any

from patient_app.cravings.queries.rows import AnyEntry


def held(row: AnyEntry, name: str) -> Any:
    """What the entry holds in one field; instants with the offset of where it was written."""
    found = getattr(row, name)
    if name == "debrief" and found:
        return json.loads(found)
    if isinstance(found, datetime):
        return plain(found.astimezone(timezone(timedelta(minutes=row.offset_minutes))))
    return plain(found)


def plain(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
