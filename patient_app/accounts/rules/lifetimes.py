"""How long a sign-in lasts, by who signs in and on which phone."""

from dataclasses import dataclass
from datetime import timedelta

TOUCH_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Ends after `idle` without use, and after `absolute` in any case."""

    idle: timedelta
    absolute: timedelta
    survives_browser: bool


PATIENT = Lifetime(timedelta(days=30), timedelta(days=90), survives_browser=True)
SHARED_PHONE = Lifetime(timedelta(minutes=30), timedelta(hours=12), survives_browser=False)
STAFF = Lifetime(timedelta(minutes=15), timedelta(hours=12), survives_browser=False)


def lifetime(*, is_staff: bool, shared_phone: bool) -> Lifetime:
    """The strictest that applies."""
    if is_staff:
        return STAFF
    return SHARED_PHONE if shared_phone else PATIENT
