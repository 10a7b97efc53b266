"""Half-done sign-ins: kept on the server, worth nothing without their cookie."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from patient_app.accounts.models import SignInStep
from patient_app.accounts.rules.steps import LIVES, StepKind
from patient_app.accounts.rules.tokens import token_hash
from patient_app.core.db import session, unit_of_work
from patient_app.core.ids import new_token


@unit_of_work()
def open_step(
    kind: StepKind,
    person_id: UUID,
    center_id: UUID,
    now: datetime,
    *,
    invitation_id: UUID | None = None,
    shared_phone: bool = False,
    next_path: str | None = None,
    secret: str | None = None,
) -> str:
    """Remember where a browser stands. Returns the token for its cookie."""
    session().execute(delete(SignInStep).where(SignInStep.expires_at <= now))
    token = new_token()
    session().add(
        SignInStep(
            token_hash=token_hash(token),
            kind=kind,
            person_id=person_id,
            center_id=center_id,
            invitation_id=invitation_id,
            shared_phone=shared_phone,
            next_path=next_path,
            secret=secret,
            expires_at=now + LIVES[kind],
        )
    )
    session().flush()
    return token


@unit_of_work()
def note_answers(step_id: UUID, sign_in_name: str, *, shared_phone: bool) -> None:
    """Keep what the person answered on the first screen."""
    row = session().get_one(SignInStep, step_id, with_for_update=True)
    row.sign_in_name, row.shared_phone = sign_in_name, shared_phone


@unit_of_work()
def note_key(step_id: UUID, key_hash: str, secret: str) -> None:
    """Keep the password staff chose and the secret of their app until both are proved."""
    row = session().get_one(SignInStep, step_id, with_for_update=True)
    row.key_hash, row.secret = key_hash, secret


@unit_of_work()
def close_step(step_id: UUID) -> None:
    """The last screen is done."""
    session().execute(delete(SignInStep).where(SignInStep.id == step_id))
