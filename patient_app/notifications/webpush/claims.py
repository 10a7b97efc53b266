"""The signed header of each request: fresh claims for each origin, kept for an hour."""

import time
from dataclasses import dataclass, field

from py_vapid import Vapid02

LIVES_S = 12 * 3600
"""RFC 8292 allows 24 hours; half of it leaves room for clocks that are wrong."""
_KEPT_S = 3600


@dataclass
class Claims:
    """Headers by origin. `subject` is whom a push service writes to when we misbehave."""

    signer: Vapid02
    subject: str
    _kept: dict[str, tuple[float, str]] = field(default_factory=dict)

    def header(self, origin: str) -> str:
        """The Authorization header for one push service."""
        now = time.time()
        signed_at, header = self._kept.get(origin, (0.0, ""))
        # A clock that was set back must not keep a header beyond its day.
        if not header or not 0 <= now - signed_at < _KEPT_S:
            header = self._sign(origin, now)
            self._kept[origin] = now, header
        return header

    def _sign(self, origin: str, now: float) -> str:
        # A new dict each time: py_vapid writes into the one it is given.
        claims = {"sub": self.subject, "aud": origin, "exp": int(now) + LIVES_S}
        return str(self.signer.sign(claims)["Authorization"])
