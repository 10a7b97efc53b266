"""How long things are kept: the one table that the prune job enforces and docs/data-flows name.

What people wrote is not here: its owner erases it. Nor is the program's record, which goes by the
years of each center's policy (`episodes.service.letting_go`). The audit is a chain, checked from
its beginning: it is kept whole, beyond the six years that 45 CFR 164.316(b)(2) asks for, and
points at nobody once a person is erased.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Keep:
    """Rows of `table` go `longer` after the instant in `since`; rows without it stay."""

    table: str
    since: str
    longer: timedelta
    why: str


RETENTION = (
    Keep("sign_in_step", "expires_at", timedelta(), "half a sign-in is worth nothing afterwards"),
    Keep("challenge", "expires_at", timedelta(), "a passkey challenge works for five minutes"),
    Keep("throttle", "forget_at", timedelta(), "wrong tries are forgotten when they stop counting"),
    Keep("sign_in_session", "ended_at", timedelta(days=30), "the device list shows a month"),
    Keep("sign_in_session", "expires_at", timedelta(days=30), "the device list shows a month"),
    Keep("invitation", "used_at", timedelta(days=90), "who joined stays in the audit"),
    Keep("invitation", "revoked_at", timedelta(days=90), "who was invited stays in the audit"),
    Keep("invitation", "expires_at", timedelta(days=90), "who was invited stays in the audit"),
    Keep("calendar_feed", "revoked_at", timedelta(days=30), "a closed address opens nothing"),
    Keep("import_preview", "expires_at", timedelta(), "titles of a calendar may hold names"),
    Keep("obligation", "removed_at", timedelta(days=1), "an own time just removed may come back"),
    Keep("delivery", "ended_at", timedelta(days=30), "how a reminder arrived explains complaints"),
    Keep("reminder", "expires_at", timedelta(days=90), "the inbox shows a month"),
    Keep("worker_beat", "seen_at", timedelta(days=1), "a worker silent for a day is gone"),
    Keep("job_run", "started_at", timedelta(days=90), "a season of runs explains most surprises"),
)
