"""A spreadsheet saved as CSV, row by row."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.schedule.calendars.csv_columns import NAMES
from patient_app.schedule.calendars.csv_in import read_csv
from patient_app.schedule.calendars.refusals import CalendarRefused
from tests.schedule.calendar_files import HOME, codes, rule_of, starts, wall

SAMPLE = Path(__file__).parents[2] / "docs" / "sample-schedule.csv"
HEAD = "title,kind,date,start,end,repeat,until,status,uid"


def sheet(*rows, head=HEAD, **more):
    return read_csv("\n".join([head, *rows]).encode(), HOME, **more)


def test_the_sample_file_is_read_without_a_remark():
    imported = read_csv(SAMPLE.read_bytes(), HOME)
    assert imported.report == ()
    group, counselling, medication, family, work, holiday = imported.records
    assert starts(group)[:3] == ["2026-11-30 18:00", "2026-12-02 18:00", "2026-12-04 18:00"]
    assert starts(group)[-1] == "2027-01-29 18:00"
    assert (counselling.starts_local, counselling.duration.seconds) == (
        wall("2026-12-01T16:30"),
        3600,
    )
    assert starts(medication)[:2] == ["2026-12-03 09:00", "2027-01-03 09:00"]
    assert starts(work)[:2] == ["2026-12-04 13:00", "2026-12-18 13:00"]
    kinds = [record.suggestion.kind for record in imported.records]
    assert kinds == ["group", "counselling", "medication", "family", "vocational", "group"]
    assert family.suggestion.topic == "communication"
    assert holiday.cancelled
    assert holiday.identity == ("evening-group", wall("2026-12-25T18:00"))


def test_the_sample_file_shows_only_columns_we_know():
    header = next(csv.reader(io.StringIO(SAMPLE.read_text())))
    assert set(header) <= set(NAMES)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", ";")],
)
def test_spreadsheets_of_any_encoding_and_delimiter(encoding, delimiter):
    text = "Título,Fecha,Inicio,Fin,Repetir\r\nReunión,2026-12-01,18:00,21:00,semanal\r\n"
    imported = read_csv(text.replace(",", delimiter).encode(encoding), HOME)
    [record] = imported.records
    assert record.summary == "Reunión"
    assert starts(record)[1] == "2026-12-08 18:00"


def test_the_separator_line_of_excel_is_skipped():
    [record] = read_csv(b"sep=;\ntitle;date;start;uid\nGroup;2026-12-01;18:00;g\n", HOME).records
    assert record.row == 3


@pytest.mark.parametrize(
    ("date", "start", "local"),
    [
        ("2026-12-01", "18:00", "2026-12-01T18:00"),
        ("12/1/2026", "6:00 PM", "2026-12-01T18:00"),
        ("12/01/26", "6pm", "2026-12-01T18:00"),
        ("12-01-2026", "6 p.m.", "2026-12-01T18:00"),
        ("2026-12-01", "18:00:00", "2026-12-01T18:00"),
        ("2026-12-01", "12:15 AM", "2026-12-01T00:15"),
        ("2026-12-01", "12 PM", "2026-12-01T12:00"),
        ("2026-12-01", "9.30", "2026-12-01T09:30"),
        ("2026-12-01", "18h30", "2026-12-01T18:30"),
    ],
)
def test_dates_and_times_as_people_write_them(date, start, local):
    [record] = sheet(f"Group,,{date},{start},,,,,x").records
    assert record.starts_local == wall(local)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",group,2026-12-01,18:00,,,,,", "no_title"),
        ("Group,group,tomorrow,18:00,,,,,", "bad_date"),
        ("Group,group,13/13/2026,18:00,,,,,", "bad_date"),
        ("Group,group,2026-02-30,18:00,,,,,", "bad_date"),
        ("Group,group,2026-12-01,6,,,,,", "bad_date"),
        ("Group,group,2026-12-01,25:00,,,,,", "bad_date"),
        ("Group,group,2026-12-01,13:00 PM,,,,,", "bad_date"),
        ("Group,group,2026-12-01,18:00,late,,,,", "bad_date"),
        ("Group,party,2026-12-01,18:00,,,,,", "kind_unknown"),
        ("Group,group,2026-12-01,18:00,,sometimes,,,", "rule_not_supported"),
        ("Group,group,2026-12-01,18:00,,daily mon,,,", "rule_not_supported"),
        ("Group,group,2026-12-01,18:00,,FREQ=HOURLY,,,", "rule_not_supported"),
        ("Group,group,2026-12-01,18:00,,,2026-12-31,,", "rule_not_supported"),
        ("Group,group,2026-12-01,18:00,,weekly mon,2026-12-02,,", "rule_not_supported"),
        ("Group,group,2026-12-01,18:00,,weekly,0202-12-31,,", "rule_not_supported"),
        ("Group,group,2026-12-01,18:00,,,,maybe,", "status_unknown"),
        ("Group,group,2026-12-01,18:00,,,,,u,more", "too_many_cells"),
        ("Group,group,0001-01-01,18:00,,,,,", "damaged"),
    ],
)
def test_a_wrong_cell_rejects_its_row_by_line(row, code):
    imported = sheet("Good,group,2026-12-01,18:00,19:00,,,,good", "", row)
    assert [record.row for record in imported.records] == [2]
    assert codes(imported) == [(4, "rejected", code)]
    assert imported.read == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_calendar"),
        (b"PK\x03\x04\x00\x00binary", "not_a_calendar"),
        (b"one,two\n1,2\n", "columns_missing"),
        (b"title,date,start,patient\nGroup,2026-12-01,18:00,Ana\n", "columns_unknown"),
        (b"title,title,date,start\nA,B,2026-12-01,18:00\n", "columns_unknown"),
        (b'title,date,start\n"Group,2026-12-01,18:00\nNext,2026-12-01,18:00\n', "quote_left_open"),
        (b"title,date,start\n" + b"Group,2026-12-01,18:00\n" * 5001, "calendar_too_large"),
        (b"title,date,start\n" + b"x" * 200_000, "not_a_calendar"),
    ],
)
def test_refused_whole(data, code):
    with pytest.raises(CalendarRefused) as refused:
        read_csv(data, HOME)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "title", ["=cmd|' /C calc'!A0", "+Group", "-2+3", "@SUM(1)", "'=1", "\t=1"]
)
def test_a_title_is_never_a_formula(title):
    quoted = title.replace('"', '""')
    [record] = sheet(f'"{quoted}",group,2026-12-01,18:00,19:00,,,,u').records
    assert record.summary[0].isalnum()


def test_names_of_facilitators_are_not_read():
    imported = read_csv(
        b"title,date,start,end,facilitator,uid\nGroup,2026-12-01,18:00,19:00,CANARY Person,u\n",
        HOME,
    )
    assert "CANARY" not in repr(imported)


def test_a_later_row_with_the_same_uid_replaces_the_earlier_and_both_are_counted():
    row = "Group,group,2026-12-0{},18:00,19:00,,,,same"
    imported = sheet(row.format(1), row.format(2))
    assert [record.row for record in imported.records] == [3]
    assert codes(imported) == [(2, "rejected", "twice")]
    assert imported.read == 2


def test_a_change_to_a_date_the_series_does_not_have_is_rejected():
    imported = sheet(
        "Group,group,2026-11-30,18:00,21:00,weekly mon,,,g",
        "Group,group,2026-12-08,18:00,21:00,,,cancelled,g",
    )
    assert codes(imported) == [(3, "rejected", "not_a_date_of_series")]


def test_without_a_uid_column_the_file_says_once_what_that_means():
    imported = read_csv(b"title,date,start,end\nA,2026-12-01,18:00,19:00\n", HOME)
    assert codes(imported) == [(1, "noted", "no_uids")]
    assert imported.read == 1


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300) | st.lists(
    st.lists(st.text('0123456789/-: apm"\n=,;weeklymonFREQ', max_size=20), max_size=9),
    max_size=6,
).map(lambda rows: "\n".join([HEAD, *(",".join(row) for row in rows)])))  # fmt: skip
def test_any_text_is_refused_or_read(text):
    try:
        imported = read_csv(text.encode("utf-8", "replace"), HOME)
    except CalendarRefused:
        return
    assert imported.read == len(imported.records) + imported.rejected
    for record in imported.records:
        rule_of(record)


def test_a_night_is_noted_and_an_end_long_before_the_start_is_no_session():
    imported = sheet(
        "Night watch,other,2026-12-01,20:00,2:00,,,,a",
        "Evening group,group,2026-12-01,18:00,9:00,,,,b",
    )
    [night] = imported.records
    assert night.duration.seconds == 6 * 3600
    assert codes(imported) == [(2, "noted", "next_day"), (3, "rejected", "bad_end")]
