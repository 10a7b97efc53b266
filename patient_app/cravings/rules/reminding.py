"""When the log reminds. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from patient_app.notifications.rules.wanted import Wanted

AFTER = "after"
CHECK_IN = "check_in"

# An urge that is not fed peaks and passes, mostly within a quarter to half an hour (reference,
# clinical-and-privacy section 2, urge surfing).
LATER = timedelta(minutes=15)
_OF_USE_FOR = timedelta(hours=2)
DAYS_AHEAD = 2


def how_is_it_now(
    person_id: UUID, center_id: UUID, record_id: UUID, occurred_at: datetime
) -> Wanted:
    """A quarter of an hour after an urge was told."""
    due_at = occurred_at + LATER
    return Wanted(
        person_id=person_id,
        kind=AFTER,
        cause_id=record_id,
        center_id=center_id,
        due_at=due_at,
        expires_at=due_at + _OF_USE_FOR,
    )


def check_ins(
    person_id: UUID, at_local: time, zone: str, now: datetime, done: frozenset[date]
) -> list[Wanted]:
    """One an evening for today and the next days, but not where the day was told already."""
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    days = [today + timedelta(days=each) for each in range(DAYS_AHEAD)]
    found = [_check_in(person_id, on, at_local, here) for on in days if on not in done]
    return [each for each in found if each.due_at > now]


def check_in_id(person_id: UUID, on: date) -> UUID:
    """The same name for a person's day whoever asks."""
    return uuid5(person_id, f"check-in {on.isoformat()}")


def _check_in(person_id: UUID, on: date, at_local: time, here: ZoneInfo) -> Wanted:
    due_at = datetime.combine(on, at_local, here).astimezone(UTC)
    over_at = datetime.combine(on + timedelta(days=1), time(), here).astimezone(UTC)
    return Wanted(
        person_id=person_id,
        kind=CHECK_IN,
        cause_id=check_in_id(person_id, on),
        due_at=due_at,
        expires_at=over_at,
    )
