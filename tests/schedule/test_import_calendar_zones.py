"""The zone of an imported time, however the file names it."""

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from patient_app.schedule.calendars.ics_in import read_ics
from patient_app.schedule.calendars.ics_zones import named_zone
from patient_app.schedule.rules.zones import zone_names
from tests.schedule.calendar_files import calendar, codes, event, instants, read_one, starts, wall

HOUR = "DURATION:PT1H"


def zone(tzid, *rules):
    return ["BEGIN:VTIMEZONE", f"TZID:{tzid}", *rules, "END:VTIMEZONE"]


def observance(kind, month, day, before, after, since="19700101T020000"):
    return [
        f"BEGIN:{kind}", f"DTSTART:{since}", f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={day}",
        f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"END:{kind}",
    ]  # fmt: skip


BERLIN = [
    *observance("DAYLIGHT", 3, "-1SU", "+0100", "+0200"),
    *observance("STANDARD", 10, "-1SU", "+0200", "+0100", "19700101T030000"),
]


def test_every_windows_name_is_a_zone_we_know():
    assert len(WINDOWS_TO_OLSON) > 130
    assert {named_zone(name) for name in WINDOWS_TO_OLSON} <= zone_names()


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("America/New_York", "America/New_York"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("/freeassociation.sourceforge.net/Tzfile/America/Chicago", "America/Chicago"),
        ("/citadel.org/20210210_1/America/Argentina/Salta", "America/Argentina/Salta"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("GMT", "UTC"),
        ("../../etc/passwd", None),
        ("Factory", None),
        ("", None),
    ],
)
def test_names(tzid, name):
    assert named_zone(tzid) == name


@pytest.mark.parametrize("home", ["America/Los_Angeles", "Europe/Madrid"])
def test_a_definition_under_an_invented_name_is_recognised_by_its_clock(home):
    imported = read_one(
        "DTSTART;TZID=Mitteleuropäische Zeit:20261201T180000",
        HOUR,
        home=home,
        before=zone("Mitteleuropäische Zeit", *BERLIN),
    )
    [record] = imported.records
    assert instants(record) == ["2026-12-01T17:00Z"]
    assert codes(imported) == [(1, "noted", "zone_guessed")]
    assert home != "Europe/Madrid" or record.zone == home


def test_a_zone_nobody_knows_rejects_its_event_only():
    data = calendar(
        event("DTSTART;TZID=Nowhere:20261201T180000", HOUR, uid="lost"),
        event("DTSTART;TZID=Europe/Paris:20261201T180000", HOUR, uid="kept"),
    )
    imported = read_ics(data, "UTC")
    assert [record.uid for record in imported.records] == ["kept"]
    assert codes(imported) == [(1, "rejected", "zone_unknown")]
    assert imported.read == 2


def test_a_definition_that_fits_no_place_or_counts_seconds_rejects_its_event():
    odd = observance("STANDARD", 5, "1SU", "+0317", "+0318")
    endless = [line.replace("YEARLY", "SECONDLY") for line in BERLIN]
    for rules in (odd, endless, ["X-NONSENSE:1"], []):
        imported = read_one("DTSTART;TZID=Odd:20261201T180000", HOUR, before=zone("Odd", *rules))
        assert codes(imported) == [(1, "rejected", "zone_unknown")]


def test_one_file_never_teaches_another_a_zone():
    line = "DTSTART;TZID=Our Zone:20261201T180000"
    assert read_one(line, HOUR, before=zone("Our Zone", *BERLIN)).records
    assert not read_one(line, HOUR).records


def test_floating_times_take_the_calendar_zone_before_the_center_zone():
    lines = ("DTSTART:20261201T180000", HOUR)
    assert read_one(*lines).records[0].zone == "America/Los_Angeles"
    named = read_one(*lines, before=["X-WR-TIMEZONE:America/Chicago"])
    assert named.records[0].zone == "America/Chicago"


def test_a_single_date_in_utc_is_shown_on_the_home_clock():
    [record] = read_one("DTSTART:20261202T020000Z", "DTEND:20261202T050000Z").records
    assert (record.starts_local, record.zone) == (wall("2026-12-01T18:00"), "America/Los_Angeles")
    assert instants(record) == ["2026-12-02T02:00Z"]


def test_a_single_date_in_the_second_pass_of_an_hour_keeps_its_instant():
    [record] = read_one("DTSTART:20261101T093000Z", "DTEND:20261101T103000Z").records
    assert instants(record) == ["2026-11-01T09:30Z"]


def test_a_series_in_utc_repeats_in_utc_and_says_so():
    imported = read_one("DTSTART:20261028T010000Z", HOUR, "RRULE:FREQ=WEEKLY;COUNT=3")
    assert instants(imported.records[0]) == [
        "2026-10-28T01:00Z",
        "2026-11-04T01:00Z",
        "2026-11-11T01:00Z",
    ]
    assert codes(imported) == [(1, "noted", "repeats_in_utc")]


def test_start_and_end_in_two_zones():
    [record] = read_one(
        "DTSTART;TZID=America/Los_Angeles:20261201T180000",
        "DTEND;TZID=America/New_York:20261201T230000",
    ).records
    assert record.duration.total_seconds() == 2 * 3600


def test_dates_left_out_named_in_utc_or_by_day():
    head = ("DTSTART;TZID=America/Los_Angeles:20261201T180000", HOUR, "RRULE:FREQ=DAILY;COUNT=3")
    for left_out in ("EXDATE:20261203T020000Z", "EXDATE;VALUE=DATE:20261202"):
        [record] = read_one(*head, left_out).records
        assert starts(record) == ["2026-12-01 18:00", "2026-12-03 18:00"]


def test_a_change_named_in_utc_or_by_day_finds_its_date_of_the_series():
    series = event(
        "DTSTART;TZID=America/New_York:20260307T023000", HOUR, "RRULE:FREQ=DAILY;COUNT=3"
    )
    for name in (
        "RECURRENCE-ID:20260308T073000Z",
        "RECURRENCE-ID;TZID=America/New_York:20260308T023000",
        "RECURRENCE-ID;TZID=America/New_York:20260308T033000",
        "RECURRENCE-ID;VALUE=DATE:20260308",
    ):
        change = event(name, "DTSTART;TZID=America/New_York:20260308T100000", HOUR)
        imported = read_ics(calendar(change, series), "UTC")
        assert imported.records[0].recurrence_id == wall("2026-03-08T02:30"), name
        assert imported.report == ()
