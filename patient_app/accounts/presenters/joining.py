"""What the screens of joining need to say."""

from dataclasses import dataclass

from patient_app.accounts.rules.invitations import Invited
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.rules.steps import Step


@dataclass(frozen=True, slots=True)
class Joining:
    """`name` is the sign-in name chosen so far, or the one a returning person has.

    `needs_app`: they work at a center, so a password needs an app beside it.
    """

    is_staff: bool
    is_return: bool
    is_device: bool
    name: str
    has_chosen: bool
    shared: bool
    needs_app: bool


def joining(found: Invited, step: Step, *, needs_app: bool) -> Joining:
    """Where the person stands."""
    return Joining(
        is_staff=found.purpose is Purpose.STAFF,
        is_return=found.purpose is Purpose.WAY_BACK,
        is_device=found.purpose is Purpose.DEVICE,
        name=step.sign_in_name or found.sign_in_name or "",
        has_chosen=step.sign_in_name is not None,
        shared=step.shared_phone,
        needs_app=needs_app,
    )
