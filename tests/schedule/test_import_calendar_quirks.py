"""What real exports do that no standard asks for; each found in files people had published."""

import pytest

from patient_app.schedule.calendars.ics_in import read_ics
from patient_app.schedule.calendars.ics_zones import named_zone
from tests.schedule.calendar_files import calendar, codes, event, instants, read_one, starts, wall

HOUR = "DURATION:PT1H"
ALL_DAY = ("DTSTART;VALUE=DATE:20260402", "DTEND;VALUE=DATE:20260403")
HOMES = ("America/Los_Angeles", "Europe/London", "Asia/Tokyo")


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    "named",
    [
        "RECURRENCE-ID;TZID=GMT Standard Time:20260416T000000",
        "RECURRENCE-ID;TZID=UTC+01:20260416T000000",
        "RECURRENCE-ID;TZID=Never Heard Of:20260416T000000",
        "RECURRENCE-ID:20260415T230000Z",
        "RECURRENCE-ID:20260416T070000Z",
        "RECURRENCE-ID;VALUE=DATE:20260416",
    ],
)
def test_exchange_names_a_day_by_a_midnight_of_its_own_wherever_the_center_is(named, home):
    series = event(*ALL_DAY, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", uid="bins")
    moved = event(named, "DTSTART;VALUE=DATE:20260417", "DTEND;VALUE=DATE:20260418", uid="bins")
    imported = read_ics(calendar(series, moved), home)
    assert imported.records[1].recurrence_id == wall("2026-04-16T00:00")
    assert codes(imported) == []


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260429T230000Z", "2026-04-30 00:00"),  # midnight in London
        ("20260430T070000Z", "2026-04-30 00:00"),  # midnight in Los Angeles
        ("20260429T150000Z", "2026-04-30 00:00"),  # midnight in Tokyo
        ("20260430", "2026-04-30 00:00"),
        ("20260429", "2026-04-16 00:00"),
    ],
)
def test_an_all_day_series_ends_with_the_day_its_last_midnight_begins(until, last, home):
    rule = f"RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL={until}"
    assert starts(read_one(*ALL_DAY, rule, home=home).records[0])[-1] == last


@pytest.mark.parametrize("home", HOMES)
def test_a_day_left_out_of_an_all_day_series_by_midnight_elsewhere(home):
    left_out = "EXDATE;TZID=GMT Standard Time:20260403T000000"
    [record] = read_one(*ALL_DAY, "RRULE:FREQ=DAILY;COUNT=3", left_out, home=home).records
    assert starts(record) == ["2026-04-02 00:00", "2026-04-04 00:00"]


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ('"(UTC-05:00) Eastern Time (US & Canada)"', "America/New_York"),
        ("(GMT-08:00) Pacific Time (US & Canada); Tijuana", "America/Los_Angeles"),
        ("(UTC-07:00) Arizona", "America/Phoenix"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("UTC+01", "Etc/GMT-1"),
        ("GMT-0800", "Etc/GMT+8"),
        ("UTC-08:00", "Etc/GMT+8"),
        ("UTC+05:30", None),
        ("UTC+99", None),
        ("(UTC-05:00) Nowhere", None),
    ],
)
def test_zones_as_outlook_shows_them_in_its_lists(tzid, name):
    assert named_zone(tzid) == name


def test_a_series_on_a_clock_that_never_changes_says_that_it_moves():
    imported = read_one("DTSTART;TZID=UTC-08:20261028T180000", HOUR, "RRULE:FREQ=WEEKLY;COUNT=2")
    assert instants(imported.records[0]) == ["2026-10-29T02:00Z", "2026-11-05T02:00Z"]
    assert codes(imported) == [(1, "noted", "repeats_in_utc")]


def test_lines_without_a_value_say_nothing():
    lines = ("DTSTART:20261028T180000", HOUR, "RRULE:", "EXDATE:", "RDATE;VALUE=DATE:", "SEQUENCE:")
    imported = read_one(*lines)
    assert starts(imported.records[0]) == ["2026-10-28 18:00"]
    assert codes(imported) == []


def test_the_same_rule_twice_is_one_rule():
    rule = "RRULE:FREQ=WEEKLY;COUNT=2"
    imported = read_one("DTSTART:20261028T180000", HOUR, rule, rule)
    assert starts(imported.records[0]) == ["2026-10-28 18:00", "2026-11-04 18:00"]


def test_an_extra_date_with_an_end_of_its_own_is_said_to_have_lost_it():
    extra = "RDATE;VALUE=PERIOD:20261030T180000/PT3H"
    imported = read_one("DTSTART:20261028T180000", HOUR, "RRULE:FREQ=WEEKLY;COUNT=1", extra)
    assert starts(imported.records[0]) == ["2026-10-28 18:00", "2026-10-30 18:00"]
    assert codes(imported) == [(1, "noted", "own_end")]


def a_date_moved_and_then_deleted(series_version, change_version):
    head = ("DTSTART;VALUE=DATE:20260729", "RRULE:FREQ=WEEKLY;COUNT=4")
    change = ("RECURRENCE-ID;VALUE=DATE:20260805", "DTSTART;VALUE=DATE:20260806")
    return calendar(
        event(*head, "SEQUENCE:0"),
        event(*change, f"SEQUENCE:{change_version}"),
        event(*head, "EXDATE;VALUE=DATE:20260805", f"SEQUENCE:{series_version}"),
        event(*head, "SEQUENCE:0"),
    )


def test_a_moved_date_that_its_series_later_left_out_is_gone():
    imported = read_ics(a_date_moved_and_then_deleted(2, 1), "UTC")
    assert [record.recurrence_id for record in imported.records] == [None]
    assert (2, "rejected", "taken_out") in codes(imported)


def test_a_date_left_out_because_it_was_moved_stays_moved():
    imported = read_ics(a_date_moved_and_then_deleted(2, 2), "UTC")
    assert wall("2026-08-05T00:00") in {record.recurrence_id for record in imported.records}


def test_apple_leaves_a_series_whose_only_date_was_deleted():
    lines = ("DTSTART;TZID=America/New_York:20251125T100000", HOUR)
    gone = (
        "RRULE:FREQ=WEEKLY;UNTIL=20251125T150000Z",
        "EXDATE;TZID=America/New_York:20251125T100000",
    )
    imported = read_one(*lines, *gone)
    assert starts(imported.records[0], year=2025) == []


def test_a_line_that_is_no_line_is_passed_over():
    lines = [
        "BEGIN:VEVENT",
        "0@default",
        "DTSTART;VALUE=DATE-TIME:20261026T133000",
        HOUR,
        "END:VEVENT",
    ]
    [record] = read_ics(calendar(*lines), "UTC").records
    assert record.starts_local == wall("2026-10-26T13:30")
