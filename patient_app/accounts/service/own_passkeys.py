"""A person's own passkeys: added, named, removed; never the last way in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.accounts.models import Passkey, Password
from patient_app.accounts.rules.passkeys import Site
from patient_app.accounts.service.passkeys import register
from patient_app.core.actors import Actor
from patient_app.core.audit import Act, append
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound, Refusal
from patient_app.core.messages import N_


class LastWayIn(Refusal):
    """Without this passkey the person could not sign in again."""

    status = 409
    code = "last_way_in"
    wording = N_("This is your only way to sign in. Add another passkey or a password first.")


def get_own_passkey(actor: Actor, passkey_id: UUID) -> Passkey:
    """One of the person's own passkeys. Raises NotFound."""
    row = session().get(Passkey, passkey_id)
    if row is None or row.person_id != actor.person_id:
        raise NotFound
    return row


@unit_of_work()
def add_own_passkey(
    actor: Actor, answer: str, site: Site, label: str | None, now: datetime
) -> UUID:
    """One more passkey of a signed-in person."""
    made = register(actor.person_id, answer, site, now, label)
    _tell(actor, made)
    return made


@unit_of_work()
def rename_passkey(actor: Actor, passkey_id: UUID, label: str) -> None:
    """The person's own word for one of their passkeys. Raises NotFound."""
    get_own_passkey(actor, passkey_id).label = label


@unit_of_work()
def remove_passkey(actor: Actor, passkey_id: UUID) -> None:
    """Take one passkey back. Raises NotFound, or LastWayIn when nothing else would be left."""
    row = get_own_passkey(actor, passkey_id)
    if _is_last_passkey(actor.person_id) and not _has_password(actor.person_id):
        raise LastWayIn
    session().delete(row)
    _tell(actor, passkey_id)


@unit_of_work()
def forget_passkeys(person_id: UUID) -> None:
    """All passkeys of a person stop working: the way back in gives new ones."""
    session().execute(delete(Passkey).where(Passkey.person_id == person_id))


def _is_last_passkey(person_id: UUID) -> bool:
    kept = select(Passkey.id).where(Passkey.person_id == person_id).with_for_update()
    return len(session().scalars(kept).all()) == 1


def _has_password(person_id: UUID) -> bool:
    return session().scalar(select(Password.id).where(Password.person_id == person_id)) is not None


def _tell(actor: Actor, passkey_id: UUID) -> None:
    append(
        Act.SIGN_IN_CHANGED,
        actor=actor,
        subject_id=actor.subject_id,
        thing=f"passkey:{passkey_id}",
    )
