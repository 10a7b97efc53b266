"""Tables of people and sign-in."""

from patient_app.accounts.models.credentials import Challenge, Passkey, Password, Throttle, Totp
from patient_app.accounts.models.invitation import Invitation, Purpose
from patient_app.accounts.models.person import Person, RoleGrant
from patient_app.accounts.models.signin import SignInSession

__all__ = [
    "Challenge",
    "Invitation",
    "Passkey",
    "Password",
    "Person",
    "Purpose",
    "RoleGrant",
    "SignInSession",
    "Throttle",
    "Totp",
]
