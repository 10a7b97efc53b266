"""Ending one's own sign-ins, and proving once more who one is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.models import SignInSession
from patient_app.accounts.queries.sessions import get_own_session
from patient_app.accounts.service.open_doors import close_open_doors
from patient_app.accounts.service.sessions import end_sessions
from patient_app.core.actors import Actor
from patient_app.core.audit import Act, append
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound


@unit_of_work()
def end_own(actor: Actor, session_id: UUID, now: datetime) -> None:
    """Sign one device out. Raises NotFound for anyone else's."""
    if get_own_session(actor.person_id, session_id) is None:
        raise NotFound
    end_sessions(actor.person_id, now, by="person", only=session_id)


@unit_of_work()
def end_everywhere(actor: Actor, now: datetime, *, keep_this: bool) -> int:
    """Sign all devices out, or all but this one. Returns how many."""
    kept = actor.session_id if keep_this else None
    ended = end_sessions(actor.person_id, now, by="person", keep=kept)
    close_open_doors(actor.person_id, now)
    append(Act.SIGNED_OUT_EVERYWHERE, actor=actor, subject_id=actor.subject_id)
    return ended


@unit_of_work()
def note_fresh_proof(actor: Actor, now: datetime) -> None:
    """The person has just proved who they are on this device: ten minutes start again."""
    row = (
        session()
        .scalars(
            select(SignInSession).where(SignInSession.id == actor.session_id).with_for_update()
        )
        .one()
    )
    row.authenticated_at, row.last_used_at = now, now
