"""Promise: at night a phone is left alone, and nothing is lost by it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from patient_app.notifications.rules.choices import Choices
from patient_app.notifications.rules.kinds import Manner
from patient_app.notifications.rules.quiet import Going, going, quiet_end
from tests.schedule.clocks import clock_of

LA = "America/Los_Angeles"
NIGHT = Choices(zone=LA, quiet_from=time(22), quiet_until=time(7))
# Ten zones with clock changes of every sort: north and south, half an hour, at midnight.
ZONES = (
    LA,
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "America/Havana",
    "Europe/Berlin",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
)


def at(hour: int, minute: int = 0, day: int = 14) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=ZoneInfo(LA))


def test_by_day_it_goes_out_when_it_is_due() -> None:
    assert going(Manner.BOUND, at(15, 30), at(17, 30), at(17, 30), NIGHT) == Going(at(15, 30))


def test_at_night_it_waits_for_the_morning_if_that_is_before_the_session() -> None:
    found = going(Manner.BOUND, at(6, 30), at(8, 30), at(8, 30), NIGHT)
    assert found == Going(at(7))


def test_if_the_morning_is_too_late_the_inbox_has_it_and_the_phone_stays_dark() -> None:
    found = going(Manner.BOUND, at(5), at(7), at(7), NIGHT)
    assert found == Going(at(5), pushed=False)


def test_a_change_at_night_is_told_in_the_morning() -> None:
    assert going(Manner.CHANGE, at(23), at(17, day=15), at(19, day=15), NIGHT) == Going(
        at(7, day=15)
    )


@pytest.mark.parametrize("starts", [at(6, 30), at(7), at(8), at(9)])
def test_a_change_of_a_session_soon_after_the_night_is_told_at_once_without_a_sound(
    starts: datetime,
) -> None:
    found = going(Manner.CHANGE, at(3), starts, starts + timedelta(hours=2), NIGHT)
    assert found == Going(at(3), silent=True)


def test_a_change_of_a_session_later_that_morning_waits() -> None:
    assert going(Manner.CHANGE, at(3), at(9, 1), at(11), NIGHT) == Going(at(7))


def test_a_test_asked_for_at_night_comes_at_night() -> None:
    assert going(Manner.URGENT, at(3), None, at(4), NIGHT) == Going(at(3))


def test_who_wants_no_quiet_hours_has_none() -> None:
    awake = Choices(zone=LA, quiet_from=None, quiet_until=None)
    assert going(Manner.FREE, at(3), None, at(20), awake) == Going(at(3))


def test_quiet_hours_may_lie_within_a_day() -> None:
    school = Choices(zone=LA, quiet_from=time(8), quiet_until=time(15))
    assert quiet_end(at(9), school) == at(15)
    assert quiet_end(at(7, 59), school) is None
    assert quiet_end(at(15), school) is None


@pytest.mark.parametrize("zone", ZONES)
def test_around_every_clock_change_nothing_sounds_at_night_and_nothing_waits_a_day(
    zone: str,
) -> None:
    here = ZoneInfo(zone)
    choices = Choices(zone=zone, quiet_from=time(22), quiet_until=time(7))
    for change in clock_of(zone).changes:
        for half_hours in range(-96, 96):
            due = (change.at + timedelta(minutes=30 * half_hours)).replace(tzinfo=UTC)
            found = going(Manner.FREE, due, None, due + timedelta(days=2), choices)
            wall = found.at.astimezone(here).time()
            assert time(7) <= wall < time(22), (due, wall)
            # A night is nine hours, ten where an hour comes twice.
            assert timedelta() <= found.at - due <= timedelta(hours=10), due


def test_she_travels_and_her_night_travels_along() -> None:
    there = Choices(zone="Europe/Madrid", quiet_from=time(22), quiet_until=time(7))
    noon = datetime(2026, 10, 14, 12, tzinfo=ZoneInfo(LA))  # nine in the evening in Madrid
    assert quiet_end(noon, there) is None
    assert quiet_end(noon + timedelta(hours=2), there) == datetime(
        2026, 10, 15, 7, tzinfo=ZoneInfo("Europe/Madrid")
    )
