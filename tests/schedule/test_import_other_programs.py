"""Files that six other programs exported from one timetable (their folder's README says how)."""

from dataclasses import replace

import pytest

from patient_app.schedule.calendars.ics_in import read_ics
from tests.schedule.calendar_files import EXPORTED, FOLDER, codes, export, instants, read

GROUP = [
    "2026-10-20T01:00Z", "2026-10-22T01:00Z", "2026-10-24T01:00Z",
    "2026-10-27T01:00Z", "2026-10-29T01:00Z", "2026-10-31T01:00Z",
    "2026-11-04T01:00Z", "2026-11-05T02:00Z", "2026-11-07T02:00Z",
    "2026-11-10T02:00Z", "2026-11-14T02:00Z",
    "2026-11-17T02:00Z", "2026-11-19T02:00Z", "2026-11-21T02:00Z",
    "2026-11-24T02:00Z", "2026-11-26T02:00Z", "2026-11-28T02:00Z",
    "2026-12-01T02:00Z", "2026-12-03T02:00Z", "2026-12-05T02:00Z",
    "2026-12-08T02:00Z", "2026-12-10T02:00Z", "2026-12-12T02:00Z",
    "2026-12-15T02:00Z", "2026-12-17T02:00Z", "2026-12-19T02:00Z",
]  # fmt: skip
"""18:00 in Los Angeles; the one at 2026-11-04T01:00Z is the Monday moved to Tuesday 17:00."""
LAST_OF = {"exported/khal.ics": GROUP[-2]}
"""khal ends a series at the midnight in which its last day begins: it shows none that evening."""


def taking_place(records):
    """Instants of timed dates by title, changes put in place of the dates they change."""
    found = {}
    moved = [record for record in records if record.recurrence_id]
    for record in records:
        if record.all_day:
            continue
        gone = {each.recurrence_id for each in moved if each.uid == record.uid}
        dates = set(instants(record))
        if record.recurrence_id is None:
            dates -= {at for each in gone for at in instants_at(record, each)}
        found.setdefault(record.summary, set()).update(dates)
    return {title: sorted(dates) for title, dates in found.items()}


def instants_at(record, local):
    return instants(replace(record, starts_local=local, rrule=None))


@pytest.mark.parametrize("name", EXPORTED)
def test_every_session_is_at_its_very_instant(name):
    imported = read(name)
    until = LAST_OF.get(name, GROUP[-1])
    assert taking_place(imported.records) == {
        "IOP evening group – señales y límites": [at for at in GROUP if at <= until],
        "Sesión de familia": ["2026-11-06T01:30Z"],
    }
    assert imported.rejected == 0


@pytest.mark.parametrize("name", EXPORTED)
def test_lengths_and_closed_days(name):
    by_title = {record.summary: record for record in read(name).records}
    closed = by_title["Closed for the holiday"]
    hours = {title: record.duration.total_seconds() / 3600 for title, record in by_title.items()}
    assert hours["IOP evening group – señales y límites"] == 3
    assert hours["Sesión de familia"] == 1.5
    assert closed.all_day
    assert closed.starts_local.isoformat() == "2026-11-26T00:00:00"


@pytest.mark.parametrize("name", EXPORTED)
def test_a_center_elsewhere_reads_the_same_instants_where_the_file_names_a_zone(name):
    if name == "exported/calcurse.ics":
        times = read_ics(export(name), "America/New_York").records[1]
        assert instants(times)[0] == "2026-10-19T22:00Z"
        return
    there = read_ics(export(name), "America/New_York").records
    assert taking_place(there) == taking_place(read(name).records)


def test_what_is_said_about_each():
    said = {name: {code for _, _, code in codes(read(name))} for name in EXPORTED}
    assert said == {
        "exported/calcurse.ics": {"no_uid"},
        "exported/evolution.ics": {"marked_private"},
        "exported/khal.ics": set(),
        "exported/orage.ics": set(),
        "exported/radicale.ics": set(),
        "exported/thunderbird.ics": {"marked_private"},
    }


def test_every_stored_export_is_tested_and_told_about():
    stored = sorted(path.name for path in (FOLDER / "exported").glob("*.ics"))
    assert [f"exported/{name}" for name in stored] == list(EXPORTED)
    told = (FOLDER / "exported" / "README.md").read_text()
    assert all(f"`{name}`" in told for name in stored)
