"""Erasing a person: the rows about them stay, and no id in them leads anywhere."""

from uuid import UUID

from sqlalchemy import or_, update

from patient_app.core.acts import Act
from patient_app.core.audit.chain import LET_GO
from patient_app.core.audit.models import AuditEvent
from patient_app.core.audit.writing import append
from patient_app.core.db import session, unit_of_work


@unit_of_work()
def let_go_of(subject_id: UUID) -> None:
    """Drop the thing of every row about, by or naming the person, and write down how many.

    The row that says so names nobody: beside the person's own row, which has the same instant,
    it would be the link that is being destroyed.
    """
    gone = session().execute(
        update(AuditEvent)
        .where(
            AuditEvent.thing.is_not(None),
            or_(
                AuditEvent.subject_id == subject_id,
                AuditEvent.actor_id == subject_id,
                AuditEvent.thing.endswith(f"/{subject_id}"),
            ),
        )
        .values(thing=None, thing_salt=None)
    )
    count = gone.rowcount  # type: ignore[attr-defined]  # an UPDATE counts its rows
    append(Act.ERASED, actor=None, thing=f"{LET_GO}:{count}", by_program=True)
