"""Nothing about a person is shown to staff before the read is written down."""

from collections.abc import Collection
from uuid import UUID

from patient_app.accounts.queries.people import subject_of, subjects_of
from patient_app.core import audit
from patient_app.core.actors import Actor


def note_read(act: audit.Act, actor: Actor, person_id: UUID, thing: str | None = None) -> None:
    """One person was read about."""
    audit.append(act, actor=actor, subject_id=subject_of(person_id), thing=thing)


def note_reads(
    act: audit.Act, actor: Actor, person_ids: Collection[UUID], thing: str | None = None
) -> None:
    """Several people were read about on one page: each of them can see it."""
    if person_ids:
        audit.append_each(act, actor=actor, subject_ids=subjects_of(person_ids), thing=thing)
