"""18:00 stays 18:00: every IANA zone, every clock change of ten years."""

import re
import zoneinfo
from datetime import UTC, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.schedule.rules.recurrence import SeriesRule, materialise
from patient_app.schedule.rules.zones import NOT_A_PLACE, ZONE_DATA, zone_names
from tests.schedule.clocks import FIRST, LAST, clock_of, wall

ZONES = sorted(available_timezones() - {"Factory", "localtime"})
TWO_HOURS = timedelta(hours=2)


def slots_of(zone, starts_local, rrule, from_, until):
    rule = SeriesRule(starts_local, TWO_HOURS, zone, rrule)
    return materialise(rule, from_.replace(tzinfo=UTC), until.replace(tzinfo=UTC))


def expected(zone, local):
    """(start, end) as naive UTC by plain arithmetic."""
    clock = clock_of(zone)
    starts_at = clock.instant(local)
    offset = shown_offset(clock, starts_at)
    return starts_at, clock.instant(starts_at + offset + TWO_HOURS)


def shown_offset(clock, at):
    offset = clock.first_offset
    for change in clock.changes:
        if change.at > at:
            break
        offset = change.after
    return offset


def as_naive(slot):
    return slot.starts_at.replace(tzinfo=None), slot.ends_at.replace(tzinfo=None)


def test_only_names_that_are_no_place_are_left_out():
    assert {"Factory", "localtime"} == NOT_A_PLACE  # one is nowhere, one is this machine
    assert zone_names() == set(ZONES)
    assert len(ZONES) > 590


def test_zone_data_comes_from_the_pinned_package_on_every_machine():
    assert zoneinfo.TZPATH == ()
    assert re.fullmatch(r"20\d\d\.\d+", ZONE_DATA)


def test_every_clock_change_of_ten_years_in_every_zone_keeps_each_date_once():
    changes = 0
    for zone in ZONES:
        for change in clock_of(zone).changes:
            changes += 1
            first = change.middle.replace(microsecond=0) - timedelta(days=2)
            dates = [first + timedelta(days=n) for n in range(5)]
            window = (first - timedelta(days=3), first + timedelta(days=9))
            slots = slots_of(zone, first, "FREQ=DAILY;COUNT=5", *window)
            assert [slot.local for slot in slots] == dates, (zone, change)
            assert [as_naive(slot) for slot in slots] == [expected(zone, d) for d in dates], zone
    assert changes > 3500


@pytest.mark.parametrize("half", [0, 1])
def test_a_weekly_group_of_ten_years_has_every_date_once_in_every_zone(half):
    for zone in ZONES[half::2]:
        changes = clock_of(zone).changes
        hour = changes[0].middle.time() if changes else time(2, 30)
        first = datetime.combine(wall("2024-01-07"), hour.replace(microsecond=0))
        slots = slots_of(zone, first, "FREQ=WEEKLY", FIRST, LAST - timedelta(days=2))
        dates = [first + timedelta(days=7 * n) for n in range(len(slots))]
        assert len(slots) >= 520
        assert [slot.local for slot in slots] == dates
        starts = [slot.starts_at.replace(tzinfo=None) for slot in slots]
        assert starts == [clock_of(zone).instant(local) for local in dates], zone
        assert starts == sorted(set(starts))


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    first=st.datetimes(wall("2024-02-01"), wall("2032-01-01")),
    interval=st.integers(1, 9),
    freq=st.sampled_from(["DAILY", "WEEKLY"]),
)
def test_any_series_keeps_its_wall_time(zone, first, interval, freq):
    first = first.replace(microsecond=0)
    rrule = f"FREQ={freq};INTERVAL={interval};COUNT=40"
    slots = slots_of(zone, first, rrule, FIRST, LAST)
    step = timedelta(days=interval * (7 if freq == "WEEKLY" else 1))
    dates = [first + step * n for n in range(40)]
    known = [local for local in dates if local < LAST - timedelta(days=2)]
    assert [slot.local for slot in slots][: len(known)] == known
    assert [as_naive(slot) for slot in slots][: len(known)] == [expected(zone, d) for d in known]


@pytest.mark.parametrize(
    ("zone", "local", "instant", "why"),
    [
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30Z", "a gap: 03:30 on the wall"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30Z", "twice: the first"),
        ("America/Los_Angeles", "2026-03-08T18:00", "2026-03-09T01:00Z", "after the change"),
        ("America/Los_Angeles", "2026-03-07T18:00", "2026-03-08T02:00Z", "before the change"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45Z", "a gap of half an hour"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45Z", "half an hour twice"),
        ("Antarctica/Troll", "2026-03-29T01:30", "2026-03-29T01:30Z", "a gap of two hours"),
        ("Africa/Casablanca", "2026-02-15T02:30", "2026-02-15T01:30Z", "Ramadan: first pass"),
        ("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00Z", "a day without midnight"),
        ("Asia/Tehran", "2022-03-22T00:00", "2022-03-21T20:30Z", "a day without midnight"),
    ],
)
def test_known_traps(zone, local, instant, why):
    local, starts_at = wall(local), datetime.fromisoformat(instant)
    rule = SeriesRule(local, TWO_HOURS, zone)
    around = local.replace(tzinfo=UTC)
    [slot] = materialise(rule, around - timedelta(days=2), around + timedelta(days=2))
    assert slot.starts_at == starts_at, why
    assert slot.local == local
    assert slot.ends_at > slot.starts_at


def test_a_night_group_whose_start_is_skipped_keeps_its_length():
    rule = SeriesRule(wall("2026-03-08T02:30"), timedelta(minutes=30), "America/New_York")
    [slot] = materialise(rule, datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC))
    assert slot.ends_at - slot.starts_at == timedelta(minutes=30)
    assert slot.local == wall("2026-03-08T02:30")


def test_a_night_shift_over_the_change_ends_at_its_time_on_the_wall():
    rule = SeriesRule(wall("2026-03-07T23:00"), timedelta(hours=8), "America/New_York")
    [slot] = materialise(rule, datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC))
    assert slot.ends_at == datetime(2026, 3, 8, 11, 0, tzinfo=UTC)
    assert slot.ends_at - slot.starts_at == timedelta(hours=7)
