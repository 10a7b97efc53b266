"""24 working hours at a center open weekdays 9 to 17."""

from datetime import UTC, date, datetime, time

import pytest

from patient_app.schedule.rules.working_time import working_deadline

ZONE = "America/Los_Angeles"
WEEKDAYS = {day: [(time(9), time(17))] for day in range(5)}


def deadline(asked, hours=24, weekly=WEEKDAYS, closures=(), zone=ZONE):
    return working_deadline(datetime.fromisoformat(asked), hours, weekly, closures, zone)


@pytest.mark.parametrize(
    ("asked", "due", "why"),
    [
        ("2026-11-16T10:00-08:00", "2026-11-19T10:00-08:00", "three days of eight hours"),
        ("2026-11-16T05:00-08:00", "2026-11-18T17:00-08:00", "before opening: from 9"),
        ("2026-11-13T16:00-08:00", "2026-11-18T16:00-08:00", "over a weekend"),
        ("2026-11-14T12:00-08:00", "2026-11-18T17:00-08:00", "asked on a Saturday"),
        ("2026-10-30T16:00-07:00", "2026-11-04T16:00-08:00", "over the clock change"),
    ],
)
def test_due(asked, due, why):
    assert deadline(asked) == datetime.fromisoformat(due), why


def test_closures_do_not_count():
    closed = {date(2026, 11, 26), date(2026, 11, 27)}
    due = deadline("2026-11-24T10:00-08:00", closures=closed)
    assert due == datetime.fromisoformat("2026-12-01T10:00-08:00")


def test_a_lunch_break_is_not_working_time():
    hours = {day: [(time(13), time(17)), (time(9), time(12))] for day in range(5)}
    assert deadline("2026-11-16T11:30-08:00", 1, hours) == datetime.fromisoformat(
        "2026-11-16T13:30-08:00"
    )


def test_opening_hours_written_twice_count_once():
    hours = {0: [(time(9), time(17)), (time(12), time(18))]}
    assert deadline("2026-11-16T09:00-08:00", 9, hours) == datetime.fromisoformat(
        "2026-11-16T18:00-08:00"
    )


def test_a_night_desk_counts_the_hours_a_night_lasts():
    nights = {day: [(time(22), time(6))] for day in range(7)}
    due = deadline("2026-03-07T22:00-08:00", 8, nights)
    assert due == datetime.fromisoformat("2026-03-08T23:00-07:00")


def test_around_the_clock_until_midnight_and_on():
    always = {day: [(time(0), time(0))] for day in range(7)}
    asked = "2026-10-31T12:00-07:00"
    assert deadline(asked, 24, always) == datetime.fromisoformat("2026-11-01T11:00-08:00")


def test_a_center_without_hours_still_gives_a_deadline():
    due = deadline("2026-11-16T10:00-08:00", weekly={})
    assert due == datetime.fromisoformat("2026-11-17T18:00").replace(tzinfo=UTC)
