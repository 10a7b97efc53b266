"""The ledger of a person's phones: what was received when, without its words."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.core.db import Base, session
from patient_app.core.personal_data import Records
from patient_app.sync.models import SyncRecord

feature = "sync"
tables: frozenset[type[Base]] = frozenset({SyncRecord})


def export(person_id: UUID) -> Records:
    """What their phones sent, and when it arrived."""
    rows = session().scalars(
        select(SyncRecord).where(SyncRecord.person_id == person_id).order_by(SyncRecord.received_at)
    )
    return {
        "received": [
            {
                "kind": row.kind,
                "at": row.occurred_at.isoformat(),
                "received": row.received_at.isoformat(),
            }
            for row in rows
        ]
    }


def erase(person_id: UUID, now: datetime) -> None:
    """Gone at once, with the notebook it belongs to."""
    session().execute(delete(SyncRecord).where(SyncRecord.person_id == person_id))
