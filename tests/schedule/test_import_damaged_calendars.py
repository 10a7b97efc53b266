"""A bad file is refused whole with a sentence; a bad event is one rejected row."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from patient_app.schedule.calendars.ics_in import read_ics
from patient_app.schedule.calendars.refusals import CalendarRefused
from tests.schedule.calendar_files import (
    EXPORTED,
    EXPORTS,
    HOME,
    calendar,
    codes,
    event,
    export,
    read_one,
    rule_of,
    wall,
)

START, HOUR = "DTSTART;TZID=America/New_York:20261201T180000", "DURATION:PT1H"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_calendar"),
        (b"hello", "not_a_calendar"),
        (b"PK\x03\x04\x00\x00", "not_a_calendar"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "not_a_calendar"),
        (b"<html>BEGIN:VCALENDAR</html>", "not_a_calendar"),
        (export("google.ics")[:-20], "calendar_cut_short"),
        (export("google.ics")[:900], "calendar_cut_short"),
        (calendar()[:-15] + calendar(), "calendar_cut_short"),
        (b"BEGIN:VCALENDAR\r\n" + b" " * (5 * 1024 * 1024), "calendar_too_large"),
        (calendar(*[event(START)] * 5001), "calendar_too_large"),
    ],
)
def test_refused_whole(data, code):
    with pytest.raises(CalendarRefused) as refused:
        read_ics(data, HOME)
    assert refused.value.code == code
    assert refused.value.wording.endswith("Nothing was changed.")


def test_a_center_zone_that_is_none_is_refused():
    with pytest.raises(CalendarRefused):
        read_ics(calendar(), "Mars/Olympus")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("SUMMARY:no start",), "no_start"),
        (("DTSTART:soon", HOUR), "bad_date"),
        (("DTSTART:20261301T180000", HOUR), "bad_date"),
        (("DTSTART:99991231T235959Z", HOUR), "bad_date"),
        (("DTSTART:16010101T000000", HOUR), "bad_date"),
        ((START, "DTEND;TZID=America/New_York:20261201T170000"), "bad_end"),
        ((START, "DURATION:-PT1H"), "bad_date"),
        ((START, "DURATION:P99999999999W"), "bad_date"),
        ((START, "DURATION:P40D"), "too_long"),
        ((START, HOUR, "RRULE:FREQ=SECONDLY"), "rule_not_supported"),
        ((START, HOUR, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "rule_not_supported"),
        ((START, HOUR, "RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"), "rule_not_supported"),
        ((START, HOUR, "EXDATE:never"), "bad_date"),
        ((START, HOUR, "RDATE:" + ",".join(["20261201T180000"] * 5000)), "damaged"),
        ((START, HOUR, "RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T180000Z"), "this_and_following"),
        ((START, HOUR, "BEGIN:VALARM", "TRIGGER:-PT5M"), "damaged"),
    ],
)
def test_one_bad_event_is_one_rejected_row(lines, code):
    data = calendar(event(*lines, uid="bad"), event(START, HOUR, uid="good"))
    imported = read_ics(data, HOME)
    assert [record.uid for record in imported.records] == ["good"]
    assert codes(imported) == [(1, "rejected", code)]
    assert imported.read == 2


def test_an_event_never_ended_does_not_swallow_the_next():
    data = calendar("BEGIN:VEVENT", "UID:open", START, HOUR, event(START, HOUR, uid="good"))
    imported = read_ics(data, HOME)
    assert [record.uid for record in imported.records] == ["good"]
    assert codes(imported) == [(1, "rejected", "damaged")]


def test_the_words_of_an_alarm_are_not_the_words_of_its_event():
    alarm = ["BEGIN:VALARM", "SUMMARY:canary", "DURATION:PT9H", "UID:canary", "END:VALARM"]
    lines = ["BEGIN:VEVENT", *alarm, "UID:one", START, HOUR, "SUMMARY:Group", "END:VEVENT"]
    [record] = read_ics(calendar(*lines), HOME).records
    assert (record.uid, record.summary, record.duration.seconds) == ("one", "Group", 3600)


def test_of_the_same_event_twice_the_newer_stays_and_both_are_counted():
    data = calendar(
        event(START, HOUR, "SEQUENCE:3", "SUMMARY:newer"),
        event(START, HOUR, "SEQUENCE:1", "SUMMARY:older"),
    )
    imported = read_ics(data, HOME)
    assert [record.summary for record in imported.records] == ["newer"]
    assert codes(imported) == [(2, "rejected", "twice")]
    assert imported.read == 2


def test_an_event_without_uid_has_the_same_identity_next_time():
    data = calendar("BEGIN:VEVENT", START, HOUR, "SUMMARY:Group", "END:VEVENT")
    first, again = read_ics(data, HOME), read_ics(data, HOME)
    assert first.records[0].identity == again.records[0].identity
    assert codes(first) == [(1, "noted", "no_uid")]


def test_no_end_is_one_hour_and_said():
    imported = read_one(START)
    assert imported.records[0].duration.total_seconds() == 3600
    assert codes(imported) == [(1, "noted", "no_end")]


def test_a_change_without_its_series_is_kept_and_said():
    imported = read_one(START, HOUR, "RECURRENCE-ID;TZID=America/New_York:20261130T180000")
    assert imported.records[0].recurrence_id == wall("2026-11-30T18:00")
    assert codes(imported) == [(1, "noted", "series_missing")]


@pytest.mark.parametrize(
    "data",
    [
        calendar(event(START, HOUR, "SUMMARY:Sesión")).decode().encode("utf-16"),
        calendar(event(START, HOUR, "SUMMARY:Sesión")).decode().encode("latin-1"),
        b"\xef\xbb\xbf" + calendar(event(START, HOUR, "SUMMARY:Sesión")),
        calendar(event(START, HOUR, "SUMMARY:Sesión")).replace(b"\r\n", b"\n"),
        calendar(event(START, HOUR, "SUMMARY:Sesión")).replace(b"\r\n", b"\r"),
        calendar(event(START, HOUR, "SUMMARY:Ses\r\n ión")),
        calendar(event(START, HOUR, "SUMMARY:Ses\r\n\tión")),
        b"\r\n\r\n" + calendar(event(START, HOUR, "summary;language=es:Sesión")),
    ],
)
def test_any_encoding_line_end_and_fold(data):
    [record] = read_ics(data, HOME).records
    assert record.summary == "Sesión"


def test_a_title_is_one_clean_line():
    [record] = read_one(START, HOUR, "SUMMARY:A\\nb\\, c\\; d\\\\n \x1b[31m\u202ee").records
    assert record.summary == "A b, c; d\\n [31m e"


def test_a_full_calendar_is_read_in_reasonable_time():
    events = [event(START, HOUR, "RRULE:FREQ=WEEKLY", uid=str(n)) for n in range(5000)]
    assert read_ics(calendar(*events), HOME).read == 5000


def test_changes_far_away_from_old_series_do_not_hold_up_the_import():
    series = ["DTSTART:19700101T180000", HOUR, "RRULE:FREQ=DAILY"]
    change = ["RECURRENCE-ID:22001231T180000", START, HOUR]
    events = [event(*lines, uid=str(n)) for n in range(60) for lines in (series, change)]
    before = time.process_time()
    assert read_ics(calendar(*events), HOME).read == 120
    assert time.process_time() - before < 15


def read_or_refuse(data):
    """Whatever the bytes: records that can be materialised, or a refusal."""
    try:
        imported = read_ics(data, HOME)
    except CalendarRefused:
        return
    assert imported.read == len(imported.records) + imported.rejected
    for record in imported.records:
        rule_of(record)
        assert len(record.fingerprint) == 64


@pytest.mark.parametrize("name", EXPORTS + EXPORTED)
def test_an_export_cut_anywhere_is_refused_or_read(name):
    data = export(name)
    for cut in range(0, len(data), 17):
        read_or_refuse(data[:cut])
        read_or_refuse(data[:cut] + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


@settings(max_examples=120, deadline=None)
@given(name=st.sampled_from(EXPORTS + EXPORTED), chance=st.randoms(use_true_random=False))
def test_an_export_with_any_damage_is_refused_or_read(name, chance):
    data = bytearray(export(name))
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(40)]
            case 2:
                data[place:place] = data[chance.randrange(len(data)) :][: chance.randrange(200)]
            case _:
                data[place:place] = chance.choice([b"\r\n", b";", b":", b",", b"9" * 9, b"\\"])
    read_or_refuse(bytes(data))


values = st.text('0123456789TZPDHMSW:;=,/+-\\"\n ABYREQUNTIL', max_size=40)


@settings(max_examples=200, deadline=None)
@given(lines=st.lists(st.tuples(
    st.sampled_from(["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
                     "DTSTART;TZID=America/New_York", "RRULE:FREQ=DAILY;", "SEQUENCE", "UID"]),
    values), max_size=8))  # fmt: skip
@example(lines=[("DTSTART", "22001231T235959Z"), ("DURATION", "P31D")])
@example(lines=[("DTSTART", "19700101T000000"), ("RDATE", "22001231T235959")])
@example(lines=[("RRULE", "FREQ=DAILY;UNTIL=02021231")])
@example(lines=[("RRULE", "FREQ=DAILY;UNTIL=99991231T235959Z")])
def test_an_event_of_any_values_is_refused_or_read(lines):
    data = calendar(event(*(f"{name}:{value}" for name, value in lines)))
    read_or_refuse(data)
    read_or_refuse(calendar(event(START, HOUR, *(f"{name}:{value}" for name, value in lines))))
