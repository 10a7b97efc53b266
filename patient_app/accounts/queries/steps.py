"""From a half-done browser's token to what it was doing."""

from datetime import datetime

from sqlalchemy import select

from patient_app.accounts.models import SignInStep
from patient_app.accounts.rules.steps import Step, StepKind
from patient_app.accounts.rules.tokens import token_hash
from patient_app.core.db import session


def find_step(token: str | None, kind: StepKind, now: datetime) -> Step | None:
    """The step this token stands for, while it lasts."""
    if not token:
        return None
    row = session().scalar(select(SignInStep).where(SignInStep.token_hash == token_hash(token)))
    if row is None or row.kind != kind or row.expires_at <= now:
        return None
    return Step(
        id=row.id,
        kind=kind,
        person_id=row.person_id,
        center_id=row.center_id,
        invitation_id=row.invitation_id,
        sign_in_name=row.sign_in_name,
        shared_phone=row.shared_phone,
        next_path=row.next_path,
        key_hash=row.key_hash,
        secret=row.secret,
        expires_at=row.expires_at,
    )
