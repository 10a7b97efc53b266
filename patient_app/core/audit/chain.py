"""How each row follows from the one before."""

from sqlalchemy import select

from patient_app.core.acts import Act
from patient_app.core.audit.models import HEAD, AuditEvent, AuditHead
from patient_app.core.db import session
from patient_app.core.sealed import blind_index

LET_GO = "let_go"
"""`let_go:3` on an ERASED row: with it three rows lost their thing, so any more were hushed up."""


def mark_of(thing: str, salt: bytes) -> bytes:
    """What the chain keeps of a thing: nothing, once the salt is gone."""
    return blind_index("audit.thing", f"{salt.hex()}|{thing}")


def link(previous: bytes, event: AuditEvent) -> bytes:
    """The chain's value for a row, from the one before it."""
    parts = (event.number, event.at.isoformat(), event.act, event.actor_id, event.subject_id)
    mark = event.thing_mark.hex() if event.thing_mark else None
    told = "|".join(str(part) for part in (*parts, event.center_id, mark))
    return blind_index("audit", f"{previous.hex()}|{told}")


def verify_chain() -> int | None:
    """The number of the first row that does not follow from the one before; None when whole."""
    previous, expected = b"", 1
    bare, let_go = [], 0
    rows = session().scalars(select(AuditEvent).order_by(AuditEvent.number)).yield_per(500)
    for event in rows:
        if event.number != expected or event.chain != link(previous, event) or _altered(event):
            return event.number
        if event.thing is None and event.thing_mark is not None:
            bare.append(event.number)
        let_go += _count(event)
        previous, expected = event.chain, expected + 1
    head = session().get(AuditHead, HEAD)
    if head is not None and (head.number, head.chain) != (expected - 1, previous):
        return expected
    return None if len(bare) == let_go else min(bare, default=expected)


def _altered(event: AuditEvent) -> bool:
    """Whether the thing is not the one that was marked; a thing let go of leaves the mark."""
    if event.thing is None:
        return event.thing_salt is not None
    if event.thing_salt is None:
        return True
    return event.thing_mark != mark_of(event.thing, event.thing_salt)


def _count(event: AuditEvent) -> int:
    name, _, number = (event.thing or "").partition(":")
    return int(number) if event.act == Act.ERASED and name == LET_GO else 0
