"""One event of a file beside what is there: what changed, and on whose side."""

from patient_app.schedule.calendars.records import EventRecord
from patient_app.schedule.importing.rules.plan import Conflict, Known, Outcome
from patient_app.schedule.importing.rules.targets import DateTarget, SeriesTarget

Target = SeriesTarget | DateTarget


def compare(
    record: EventRecord,
    known: Known | None,
    theirs: Target,
    ours: Target | None = None,
    untouched: str | None = None,
) -> tuple[Outcome, Conflict | None]:
    """`ours` is the target as it is now, `untouched` its fingerprint had nobody in Steady
    changed it; both None while there is no target.
    """
    if known and known.same_source:
        return Outcome.UNCHANGED, None
    outcome = _outcome(record, known)
    if ours is None or ours.fingerprint in (untouched, theirs.fingerprint):
        return outcome, None
    return outcome, Conflict(ours, theirs)


def _outcome(record: EventRecord, known: Known | None) -> Outcome:
    if record.cancelled:
        again = known is not None and known.cancelled
        return Outcome.UPDATED if again else Outcome.CANCELLED
    return Outcome.UPDATED if known and known.series_id else Outcome.CREATED
