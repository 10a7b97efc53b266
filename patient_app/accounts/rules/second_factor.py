"""Six digits from an authenticator app (RFC 6238): 30 seconds each, one step of drift."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

import pyotp

STEP = timedelta(seconds=30)
DRIFT = 1


@dataclass(frozen=True, slots=True)
class SixDigits:
    """What a person typed from their authenticator app."""

    code: str


@dataclass(frozen=True, slots=True)
class NewApp:
    """An authenticator app that has shown the right digits once; `last_step` is when."""

    secret: str
    last_step: int


def new_secret() -> str:
    """160 random bits in base32, as the apps expect."""
    return pyotp.random_base32()


def step_of(now: datetime) -> int:
    """How many half minutes have passed since 1970."""
    return int(now.timestamp()) // int(STEP.total_seconds())


def matching_step(secret: str, typed: str, now: datetime, after_step: int) -> int | None:
    """The step the six digits belong to, if it is later than `after_step`: no code works twice."""
    digits = "".join(ch for ch in typed if ch in "0123456789")
    totp, current = pyotp.TOTP(secret), step_of(now)
    for step in range(current - DRIFT, current + DRIFT + 1):
        if step > after_step and compare_digest(totp.generate_otp(step), digits):
            return step
    return None


def enrolment_uri(secret: str, sign_in_name: str, app_name: str) -> str:
    """What the QR code says. It names the app and the sign-in name, never the center."""
    return pyotp.TOTP(secret).provisioning_uri(name=sign_in_name, issuer_name=app_name)
