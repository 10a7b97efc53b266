"""How long someone who guesses has to wait: longer each time, and never for ever."""

from dataclasses import dataclass
from datetime import timedelta

FORGET_AFTER = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Brake:
    """After `free` failures the wait doubles from one second up to `longest`.

    It stays short of a lockout: whoever guesses under someone's name costs that person a minute,
    not the way in. A minute a try is far too slow against 15 characters or 39 random bits.
    """

    scope: str
    free: int
    longest: timedelta


ACCOUNT = Brake("sign_in.account", free=4, longest=timedelta(seconds=60))
NETWORK = Brake("sign_in.network", free=20, longest=timedelta(seconds=60))
CODES = Brake("codes.network", free=8, longest=timedelta(minutes=5))


def wait_after(failures: int, brake: Brake) -> timedelta:
    """How long the next try is not looked at, after this many failures."""
    over = failures - brake.free
    if over <= 0:
        return timedelta()
    return min(timedelta(seconds=2 ** min(over - 1, 20)), brake.longest)
