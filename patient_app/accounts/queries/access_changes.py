"""What happened to a person's ways in: shown to them, so that nobody changes it in silence."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.models import Person
from patient_app.accounts.queries.people import subject_of
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session

RECENT = timedelta(days=30)
_ACTS = (
    Act.WAY_BACK_ISSUED,
    Act.WAY_BACK_USED,
    Act.DEVICE_ADDED,
    Act.SIGN_IN_CHANGED,
    Act.SIGNED_OUT_EVERYWHERE,
)


@dataclass(frozen=True, slots=True)
class AccessChange:
    """One change; `by_name` is None when the person did it themselves or the doer is gone."""

    act: Act
    at: datetime
    by_name: str | None


def recent_access_changes(
    person_id: UUID, now: datetime, *, within: timedelta = RECENT
) -> list[AccessChange]:
    """New ways in, lost ways in and new devices of the last weeks, the newest first."""
    subject_id = subject_of(person_id)
    if subject_id is None:
        return []
    rows = session().execute(
        select(AuditEvent, Person)
        .outerjoin(Person, Person.subject_id == AuditEvent.actor_id)
        .where(
            AuditEvent.subject_id == subject_id,
            AuditEvent.act.in_(_ACTS),
            AuditEvent.at > now - within,
        )
        .order_by(AuditEvent.number.desc())
    )
    return [
        AccessChange(Act(event.act), event.at, _by(person, person_id)) for event, person in rows
    ]


def _by(doer: Person | None, person_id: UUID) -> str | None:
    return doer.name if doer is not None and doer.id != person_id else None
