"""What a phone's outbox sends."""

from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from tests.client import Browser
from tests.people import Someone

AT = "2026-10-14T17:40:00-07:00"


def a_record(owner: Someone, kind: str = "craving.log", **data: Any) -> dict[str, Any]:
    """A record as the phone keeps it; a craving of 7 unless told otherwise."""
    if kind == "craving.log":
        data = {"intensity": 7, **data}
    return {
        "id": str(uuid4()),
        "owner": str(owner.person_id),
        "kind": kind,
        "schema": 1,
        "occurred_at": AT,
        "data": {
            name: str(value) if isinstance(value, UUID) else value for name, value in data.items()
        },
    }


def send(phone: Browser, record: Any, **headers: str) -> TestResponse:
    """Post one record."""
    return phone.post("/api/sync", json=record, headers=headers)
