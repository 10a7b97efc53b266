"""The append-only record of who read what and who changed whose access.

A row names a random subject id, never a person: erasing a person destroys the link, and the
history stays without pointing at anyone. Rows are chained by HMAC, so an edit, a deletion or a
changed order shows (`verify_chain`).
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core import clock
from patient_app.core.actors import Actor
from patient_app.core.acts import Act
from patient_app.core.db import Base, Keeping, session, unit_of_work
from patient_app.core.sealed import blind_index

__all__ = [
    "Act",
    "AnonymousWrite",
    "AuditEvent",
    "AuditHead",
    "append",
    "append_each",
    "verify_chain",
]

_HEAD = UUID(int=0)


class AuditEvent(Base):
    """One act: by whom, about whom, when; `thing` is a table name and row id, never words.

    LEADER_NAMED adds a slash and the random id of who was named.
    """

    __tablename__ = "audit_event"
    __keeping__ = Keeping.PROGRAM_RECORD
    __table_args__ = (Index("ix_audit_event_subject_at", "subject_id", "at"),)

    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    act: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("center.id"), index=True)
    thing: Mapped[str | None] = mapped_column(String(120))
    chain: Mapped[bytes]


class AuditHead(Base):
    """The end of the chain: one row. Two writers meet here, and a cut-off tail shows here."""

    __tablename__ = "audit_head"
    __keeping__ = Keeping.TECHNICAL

    number: Mapped[int]
    chain: Mapped[bytes]


class AnonymousWrite(RuntimeError):
    """Something that must be recorded was done by nobody: a defect."""


@unit_of_work(on_get=True)
def append(
    act: Act,
    *,
    actor: Actor | None,
    subject_id: UUID | None = None,
    center_id: UUID | None = None,
    thing: str | None = None,
    by_program: bool = False,
) -> None:
    """Write one act down. Raises AnonymousWrite unless a person or the program itself did it."""
    if actor is None and not by_program:
        raise AnonymousWrite(act)
    _add(_head(), act, actor, subject_id, center_id, thing)
    session().flush()


@unit_of_work(on_get=True)
def append_each(
    act: Act, *, actor: Actor, subject_ids: Collection[UUID | None], thing: str | None = None
) -> None:
    """One act about several people, a row for each, in one commit: a roster that was read."""
    head = _head()
    for subject_id in subject_ids:
        _add(head, act, actor, subject_id, None, thing)
    session().flush()


def _add(
    head: AuditHead,
    act: Act,
    actor: Actor | None,
    subject_id: UUID | None,
    center_id: UUID | None,
    thing: str | None,
) -> None:
    event = AuditEvent(
        number=head.number + 1,
        at=clock.now(),
        act=act,
        actor_id=actor.subject_id if actor else None,
        subject_id=subject_id,
        center_id=center_id or (actor.center_id if actor else None),
        thing=thing,
    )
    event.chain = _link(head.chain, event)
    head.number, head.chain = event.number, event.chain
    session().add(event)


def _head() -> AuditHead:
    head = session().get(AuditHead, _HEAD, with_for_update=True)
    if head is None:
        head = AuditHead(id=_HEAD, number=0, chain=b"")
        session().add(head)
        session().flush()
    return head


def _link(previous: bytes, event: AuditEvent) -> bytes:
    parts = (event.number, event.at.isoformat(), event.act, event.actor_id, event.subject_id)
    told = "|".join(str(part) for part in (*parts, event.center_id, event.thing))
    return blind_index("audit", f"{previous.hex()}|{told}")


def verify_chain() -> int | None:
    """The number of the first row that does not follow from the one before; None when whole."""
    previous, expected = b"", 1
    rows = session().scalars(select(AuditEvent).order_by(AuditEvent.number)).yield_per(500)
    for event in rows:
        if event.number != expected or event.chain != _link(previous, event):
            return event.number
        previous, expected = event.chain, expected + 1
    head = session().get(AuditHead, _HEAD)
    whole = head is None or (head.number, head.chain) == (expected - 1, previous)
    return None if whole else expected
