"""When to try again, and what an answer of a push service means (RFC 8030, 8292). Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

FIRST, MOST = timedelta(seconds=2), timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=1)


class Verdict(StrEnum):
    """What follows from an answer."""

    SENT = "sent"
    GONE = "gone"  # 404, 410: the subscription is over
    REFUSED = "refused"  # 401, 403: our key or claims; nobody's subscription is at fault
    BAD = "bad"  # 400, 413: this message never will be taken
    LATER = "later"  # 429, 5xx, no answer


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` None: no answer came, for the reason in `trouble` (an error's type, no words)."""

    status: int | None
    retry_after: timedelta | None = None
    trouble: str | None = None

    @property
    def verdict(self) -> Verdict:
        status = self.status
        if status is None or status == 429 or status >= 500 or status == 408:
            return Verdict.LATER
        if 200 <= status < 300:
            return Verdict.SENT
        if status in {404, 410}:
            return Verdict.GONE
        if status in {401, 403}:
            return Verdict.REFUSED
        return Verdict.BAD


def wait_before(attempt: int, retry_after: timedelta | None, luck: float) -> timedelta:
    """Twice as long each time, spread by `luck` (0 to 1); never sooner than the service asks."""
    grown = min(FIRST * float(2 ** (attempt - 1)), MOST)
    spread = grown * (0.5 + luck)
    return max(spread, min(retry_after or timedelta(), LONGEST_WAIT))
