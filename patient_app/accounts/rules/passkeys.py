"""What a passkey is bound to."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

CHALLENGE_LIVES = timedelta(minutes=5)
MAX_PASSKEYS = 20
MAX_ANSWER = 20_000


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys work: the host of PUBLIC_URL, its origin, and the name a phone shows."""

    rp_id: str
    origin: str
    name: str


class ChallengeFor(StrEnum):
    """What the phone is asked to do; an answer to one question is no answer to another."""

    REGISTER = "register"
    SIGN_IN = "sign_in"


@dataclass(frozen=True, slots=True)
class RenamePasskey:
    """The person's own word for one of their passkeys."""

    label: str


@dataclass(frozen=True, slots=True)
class AddPasskey:
    """The phone's answer (JSON), and the person's word for that phone."""

    passkey: str
    label: str = ""
