"""Writing acts down."""

import secrets
from collections.abc import Collection
from uuid import UUID

from patient_app.core import clock
from patient_app.core.actors import Actor
from patient_app.core.acts import Act
from patient_app.core.audit.chain import link, mark_of
from patient_app.core.audit.models import HEAD, AuditEvent, AuditHead
from patient_app.core.db import session, unit_of_work


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
    )
    _name(event, thing)
    event.chain = link(head.chain, event)
    head.number, head.chain = event.number, event.chain
    session().add(event)


def _name(event: AuditEvent, thing: str | None) -> None:
    if thing is not None:
        event.thing, event.thing_salt = thing, secrets.token_bytes(16)
        event.thing_mark = mark_of(thing, event.thing_salt)


def _head() -> AuditHead:
    head = session().get(AuditHead, HEAD, with_for_update=True)
    if head is None:
        head = AuditHead(id=HEAD, number=0, chain=b"")
        session().add(head)
        session().flush()
    return head
