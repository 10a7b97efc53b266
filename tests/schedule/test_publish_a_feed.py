"""Ana's private feed, read back by a library that is not the one that wrote it."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.schedule.calendars.ics_out import FeedEntry, entry_id, write_event, write_feed
from patient_app.schedule.rules.recurrence import SeriesRule, materialise
from patient_app.schedule.rules.zones import zone_names
from tests.schedule.clocks import wall

CHANGED = datetime(2026, 11, 1, 9, tzinfo=UTC)
ONE, TWO = UUID(int=1, version=4), UUID(int=2, version=4)
ALLOWED = {
    "UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS",
    "TRANSP", "CLASS",
}  # fmt: skip


def entry(id_=ONE, starts="2026-12-02T02:00Z", title="Appointment", **more):
    starts_at = datetime.fromisoformat(starts)
    return FeedEntry(id_, title, starts_at, starts_at + timedelta(hours=3), CHANGED, **more)


def events(data):
    return vobject.readOne(data.decode()).contents.get("vevent", [])


def test_another_library_reads_the_same_instants_in_every_zone():
    for zone in sorted(zone_names())[::6]:
        rule = SeriesRule(
            wall("2026-03-01T02:15"), timedelta(hours=3), zone, "FREQ=WEEKLY;COUNT=40"
        )
        slots = materialise(rule, CHANGED.replace(year=2025), CHANGED.replace(year=2028))
        data = write_feed(
            [
                FeedEntry(UUID(int=n), "Appointment", slot.starts_at, slot.ends_at, CHANGED)
                for n, slot in enumerate(slots)
            ],
            "Calendar",
        )
        read = [(each.dtstart.value, each.dtend.value) for each in events(data)]
        assert read == [(slot.starts_at, slot.ends_at) for slot in slots]
        assert len(read) == 40


def test_only_times_and_the_patients_own_title_are_in_it():
    [event] = events(write_feed([entry(title="Dentist")], "Calendar"))
    assert {name.upper() for name in event.contents} <= ALLOWED
    assert event.summary.value == "Dentist"
    assert event.contents["class"][0].value == "PRIVATE"


def test_nothing_in_the_file_names_the_app_or_the_zone():
    text = write_feed([entry()], "Calendar").decode()
    assert not re.search(r"steady|TZID|VTIMEZONE|DESCRIPTION|LOCATION|ORGANIZER|ATTENDEE|URL", text)


def test_a_moved_date_keeps_its_uid_and_counts_up():
    [before] = events(write_feed([entry()], "Calendar"))
    [after] = events(write_feed([entry(starts="2026-12-03T02:00Z", sequence=1)], "Calendar"))
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value > before.dtstart.value


def test_a_cancelled_date_stays_in_the_feed_as_cancelled():
    [event] = events(write_feed([entry(cancelled=True, sequence=2)], "Calendar"))
    assert event.status.value == "CANCELLED"
    assert event.transp.value == "TRANSPARENT"


def test_two_feeds_share_no_id_for_the_same_date():
    assert entry_id(b"ana", ONE) != entry_id(b"ben", ONE)
    assert entry_id(b"ana", ONE) == entry_id(b"ana", ONE)
    assert entry_id(b"ana", ONE) not in (ONE, entry_id(b"ana", TWO))


def test_the_file_of_one_date_holds_that_date():
    assert len(events(write_event(entry()))) == 1


def test_the_feed_asks_to_be_read_again_in_four_hours():
    text = write_feed([], "Calendar").decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in text
    assert "X-PUBLISHED-TTL:PT4H\r\n" in text


def test_the_same_entries_give_the_same_bytes_in_any_order():
    entries = [entry(ONE), entry(TWO)]
    assert write_feed(entries, "C") == write_feed(entries[::-1], "C")


@pytest.mark.parametrize("title", ["a;b,c\\d", "x\r\nATTENDEE:mailto:a@b.c", "é" * 90, "a\x00b"])
def test_a_title_stays_one_title(title):
    data = write_feed([entry(title=title)], "Calendar")
    [event] = events(data)
    assert "attendee" not in event.contents
    assert event.summary.value.replace(" ", "")[:1] == title[0]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=120), name=st.text(max_size=60))
def test_any_title_and_name_give_a_readable_feed(title, name):
    [event] = events(write_feed([entry(title=title)], name))
    assert event.dtstart.value == datetime(2026, 12, 2, 2, tzinfo=UTC)
