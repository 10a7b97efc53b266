"""What a restore asks of features: each lists a step in the registry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Restored:
    """The data is as of `made_at`; it is brought back `now`."""

    made_at: datetime
    now: datetime


# A step runs inside one unit of work with all others, before anyone can sign in again.
RestoreStep = Callable[[Restored], object]
