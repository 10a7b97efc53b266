"""What the privacy record itself holds about a person."""

from datetime import datetime
from uuid import UUID

from patient_app.accounts.queries.people import subject_of
from patient_app.accounts.queries.subjects import Known, people_behind
from patient_app.core.audit import AuditEvent
from patient_app.core.db import Base
from patient_app.core.personal_data import Records
from patient_app.privacy.models import Erasure
from patient_app.privacy.queries.looks import all_looks

feature = "privacy"
tables: frozenset[type[Base]] = frozenset({AuditEvent, Erasure})


def export(person_id: UUID) -> Records:
    """Who looked and who changed access, with names where they still exist."""
    subject_id = subject_of(person_id)
    events = all_looks(subject_id) if subject_id else []
    known = people_behind({event.actor_id for event in events if event.actor_id})
    return {"who_looked": [_look(event, known) for event in events]}


def _look(event: AuditEvent, known: dict[UUID, Known]) -> dict[str, object]:
    someone = known.get(event.actor_id) if event.actor_id else None
    who = someone.name if someone else None
    return {"at": event.at.isoformat(), "what": event.act, "who": who}


def erase(person_id: UUID, now: datetime) -> None:
    """Nothing to do: the audit names random ids, and accounts destroys what they lead to."""
