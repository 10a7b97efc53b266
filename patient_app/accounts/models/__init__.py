"""Tables of people and sign-in."""

from patient_app.accounts.models.credentials import Challenge, Passkey, Password, Throttle, Totp
from patient_app.accounts.models.invitation import Invitation
from patient_app.accounts.models.person import Person, RoleGrant
from patient_app.accounts.models.signin import SignInSession
from patient_app.accounts.models.step import SignInStep
from patient_app.accounts.rules.purposes import Purpose

__all__ = [
    "Challenge",
    "Invitation",
    "Passkey",
    "Password",
    "Person",
    "Purpose",
    "RoleGrant",
    "SignInSession",
    "SignInStep",
    "Throttle",
    "Totp",
]
