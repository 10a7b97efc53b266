"""Files as Google, Outlook and Apple export them, with invented people in them."""

import pytest

from patient_app.schedule.calendars.ics_in import read_ics
from tests.schedule.calendar_files import (
    EXPORTED,
    EXPORTS,
    codes,
    export,
    instants,
    read,
    read_one,
    starts,
    wall,
)


@pytest.mark.parametrize("name", EXPORTS + EXPORTED)
def test_nothing_about_people_or_in_free_text_is_carried(name):
    assert b"CANARY" in export(name)
    assert "canary" not in repr(read(name)).lower()


@pytest.mark.parametrize("name", EXPORTS + EXPORTED)
def test_every_event_is_one_record_or_one_rejection(name):
    imported = read(name)
    assert imported.read == export(name).count(b"BEGIN:VEVENT")
    rejected = {row.row for row in imported.report if row.outcome == "rejected"}
    assert {record.row for record in imported.records}.isdisjoint(rejected)
    assert len({record.identity for record in imported.records}) == len(imported.records)


@pytest.mark.parametrize("name", EXPORTS + EXPORTED)
def test_the_same_file_read_again_gives_the_same_fingerprints(name):
    again = export(name).replace(b"DTSTAMP:2026", b"DTSTAMP:2027").replace(b"CANARY", b"OTHER")
    prints = [record.fingerprint for record in read(name).records]
    home = "America/Los_Angeles"
    assert [record.fingerprint for record in read_ics(again, home).records] == prints


def test_google_group_stays_at_18_over_the_clock_change_and_leaves_out_the_holiday():
    group, moved, cancelled, single, closed = read("google.ics").records
    dates = starts(group)
    assert dates[:4] == [f"2026-10-{day} 18:00" for day in (26, 28, 30)] + ["2026-11-02 18:00"]
    assert dates[-1] == "2026-12-18 18:00"
    assert not {"2026-11-25 18:00", "2026-11-27 18:00"} & set(dates)
    assert instants(group)[2:4] == ["2026-10-31T01:00Z", "2026-11-03T02:00Z"]
    assert len(dates) == 22
    assert (moved.recurrence_id, moved.starts_local) == (
        wall("2026-11-02T18:00"),
        wall("2026-11-03T17:00"),
    )
    assert cancelled.cancelled
    assert cancelled.recurrence_id == wall("2026-11-11T18:00")
    assert (single.starts_local, single.zone) == (wall("2026-11-30T16:30"), "America/Los_Angeles")
    assert closed.all_day
    assert closed.duration.days == 2
    assert group.location == "Suite 200, 1 Example Way, Riverside"
    assert (group.suggestion.kind, group.suggestion.topic) == ("group", "relapse_prevention")


def test_outlook_windows_names_and_own_zones_become_iana_zones():
    imported = read("outlook-desktop.ics")
    group, family, closed = imported.records
    assert group.zone == "America/Los_Angeles"
    assert family.zone == "America/New_York"
    assert closed.all_day
    assert codes(imported) == [(2, "noted", "zone_guessed"), (2, "noted", "marked_private")]
    assert "2026-11-24 09:00" not in starts(group)
    assert starts(group)[:4] == [
        "2026-10-27 09:00",
        "2026-10-29 09:00",
        "2026-11-10 09:00",
        "2026-11-12 09:00",
    ]
    assert len(starts(group)) == 12 - 2 + 1 - 1


def test_outlook_365_monthly_check_in_with_one_date_moved():
    check_in, moved = read("outlook-365.ics").records
    assert check_in.zone == "America/New_York"
    assert starts(check_in)[:3] == ["2026-11-02 09:00", "2026-12-07 09:00", "2027-01-04 09:00"]
    assert starts(check_in)[-1] == "2027-05-03 09:00"
    assert moved.recurrence_id == wall("2026-12-07T09:00")
    assert moved.starts_local == wall("2026-12-08T10:00")
    assert check_in.suggestion.kind == "medication"


def test_apple_extra_date_floating_time_and_damaged_row():
    imported = read("apple.ics")
    group, workshop, moved = imported.records
    assert starts(group)[:3] == ["2026-10-28 18:30", "2026-10-29 18:30", "2026-11-04 18:30"]
    assert len(starts(group)) == 7
    assert (workshop.zone, workshop.starts_local.hour) == ("America/Los_Angeles", 10)
    assert workshop.duration.total_seconds() == 5400
    assert workshop.suggestion.kind == "vocational"
    assert moved.recurrence_id == wall("2026-11-18T18:30")
    assert codes(imported) == [(4, "rejected", "bad_end")]
    assert group.location == "Sala 3, 1 Example Street"


def test_icloud_series_split_in_two_with_one_date_moved_and_three_left_out():
    """ "This and all future events" makes two series of one; nothing else says they belong."""
    imported = read("apple-icloud.ics")
    before, moved, after, family, closed, job_club = imported.records
    assert codes(imported) == []
    assert {record.zone for record in (before, moved, after, family)} == {"US/Pacific"}
    assert starts(before)[-1] == "2026-11-06 18:00"
    assert instants(before)[5:7] == ["2026-10-31T01:00Z", "2026-11-03T02:00Z"]
    assert starts(after)[:2] == ["2026-11-09 18:00", "2026-11-13 18:00"]
    assert starts(after)[-1] == "2026-12-18 18:00"
    assert not {f"2026-11-{day} 18:00" for day in (11, 25, 27)} & set(starts(after))
    assert (moved.recurrence_id, moved.starts_local) == (
        wall("2026-11-02T18:00"),
        wall("2026-11-03T17:00"),
    )
    assert before.location == (
        "Room 2, Example Hall, 1 Example St, Los Angeles, CA 90012, United States"
    )
    assert (family.location, family.suggestion.kind) == ("", "family")
    assert closed.all_day
    assert closed.duration.days == 2
    assert job_club.cancelled
    assert instants(job_club) == ["2026-12-04T18:00Z"]


def test_a_place_that_icloud_broke_over_several_lines_costs_nobody_the_event():
    broken = (
        'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="CANARY:',
        "90012 Example",
        'Hall":geo:1,2',
    )
    (record,) = read_one(
        "DTSTART:20261201T180000", "DTEND:20261201T190000", *broken, "LOCATION:Room 2"
    ).records
    assert record.location == "Room 2"
    assert "canary" not in repr(record).lower()
