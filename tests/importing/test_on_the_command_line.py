"""The contract of `schedule import`."""

import json

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from patient_app.core.audit import AuditEvent
from patient_app.core.db import Base, session
from patient_app.schedule.importing.models import ImportPreview, ScheduleImport
from patient_app.schedule.models import Enrolment, Series
from tests.importing.files import calendar, event, group, how_many, moved, seen_by, steady_moves
from tests.schedule.calendar_files import FOLDER
from tests.schedule.evenings import here

pytestmark = pytest.mark.usefixtures("tuesday", "center")
NUMBERS = ("read", "created", "updated", "unchanged", "cancelled", "rejected")
BAD = event("DTSTART:20261210T090000Z", "DTEND:20261210T083000Z", "SUMMARY:Bad", uid="bad")


def command(app: Flask, *words: object) -> Result:
    """`flask schedule import ...`."""
    answer = app.test_cli_runner().invoke(args=["schedule", "import", *map(str, words)])
    session().rollback()
    return answer


def numbers_of(answer: Result) -> dict[str, int]:
    """The last line of stdout."""
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout.strip().splitlines()[-1])


@pytest.fixture
def file(tmp_path):
    """Writes a calendar of those events and gives its path."""

    def write(*events: str, name: str = "calendar.ics"):
        path = tmp_path / name
        path.write_bytes(calendar(*events))
        return path

    return write


def contents() -> dict[str, list[str]]:
    """Every row of every table."""
    session().rollback()
    return {
        table.name: sorted(map(repr, session().execute(table.select())))
        for table in Base.metadata.sorted_tables
    }


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("google.ics", (5, 4, 0, 0, 1, 0)),
        ("outlook-365.ics", (2, 2, 0, 0, 0, 0)),
        ("outlook-desktop.ics", (3, 3, 0, 0, 0, 0)),
        ("apple.ics", (4, 3, 0, 0, 0, 1)),
    ],
)
def test_the_numbers_of_a_file_and_of_the_same_file_again(app, name, first):
    words = (FOLDER / name, "--format", "ics", "--json")
    assert numbers_of(command(app, *words)) == dict(zip(NUMBERS, first, strict=True))
    again = (first[0], 0, 0, first[0] - first[5], 0, first[5])
    assert numbers_of(command(app, *words)) == dict(zip(NUMBERS, again, strict=True))


def test_a_table_is_imported_too(app):
    sample = FOLDER.parents[2] / "docs" / "sample-schedule.csv"
    numbers = numbers_of(command(app, sample, "--format", "csv", "--json"))
    assert numbers == dict(zip(NUMBERS, (6, 5, 0, 0, 1, 0), strict=True))


def test_ana_is_enrolled_by_her_sign_in_name_and_sees_her_week(app, file, ana):
    numbers_of(command(app, file(group()), "--format", "ics", "--enrol", "ANA", "--json"))
    assert seen_by(ana, here(22, 0)) == ["Mon 10-19 18:00", "Wed 10-21 18:00"]


def test_the_clock_changes_and_the_group_does_not(app, file, ana):
    command(app, file(group()), "--format", "ics", "--enrol", "Ana", "--json")
    shown = seen_by(ana, here(7, 0, month=11))
    assert shown[-4:] == [
        "Fri 10-30 18:00",
        "Mon 11-02 18:00",
        "Wed 11-04 18:00",
        "Fri 11-06 18:00",
    ]


def test_enrolling_twice_is_once(app, file, ana, ben):
    path = file(group())
    for names in (("Ana",), ("Ana", "Ben")):
        enrol = [word for name in names for word in ("--enrol", name)]
        numbers_of(command(app, path, "--format", "ics", *enrol, "--json"))
    assert how_many(Enrolment) == 2


def test_an_unknown_name_changes_nothing(app, file, ana):
    before = contents()
    for more in ((), ("--dry-run",)):
        answer = command(app, file(group()), "--format", "ics", "--enrol", "Zoe", "--json", *more)
        assert answer.exit_code != 0
        assert "We know no single patient by this name: Zoe." in answer.stderr
        assert "Traceback" not in answer.output
    assert contents() == before


def test_a_dry_run_tells_the_same_and_writes_nothing(app, file):
    path = file(group(), moved("20261021", "20261022T170000"), BAD)
    before = contents()
    dry = numbers_of(command(app, path, "--format", "ics", "--dry-run", "--json"))
    assert contents() == before
    assert numbers_of(command(app, path, "--format", "ics", "--json")) == dry


def test_the_kind_can_be_said_for_all(app, file):
    command(app, file(group()), "--format", "ics", "--kind", "family", "--json")
    row = session().scalars(select(Series)).one()
    assert (row.kind, row.title) == ("family", "Family session")


def test_the_report_gives_reasons_and_no_titles(app, file, center, ana, tmp_path):
    lines = tmp_path / "report.jsonl"
    gone = event("DTSTART:20261101T170000Z", "DURATION:PT1H", "SUMMARY:Gone", uid="gone")
    words = ("--format", "ics", "--report", lines, "--json")
    command(app, file(group(), gone), *words)
    steady_moves(center)
    numbers = numbers_of(
        command(app, file(group(), moved("20261021", "20261022T170000"), BAD), *words)
    )
    assert numbers == dict(zip(NUMBERS, (3, 0, 0, 2, 0, 1), strict=True))
    told = [json.loads(line) for line in lines.read_text().splitlines()]
    assert [(each.get("row"), each["outcome"]) for each in told] == [
        (1, "unchanged"),
        (2, "unchanged"),
        (2, "conflict"),
        (3, "rejected"),
        (None, "missing"),
    ]
    assert told[3]["reason"] == "The end is before the start."
    assert told[4]["uid"] == "gone"
    assert "Evening" not in lines.read_text()
    assert "Ana" not in lines.read_text()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html>", "This is not a calendar file."),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "This file ends too early."),
        (b"", "This is not a calendar file."),
    ],
)
def test_a_damaged_file_changes_nothing(app, file, tmp_path, data, said):
    command(app, file(group()), "--format", "ics", "--json")
    before = contents()
    path = tmp_path / "damaged.ics"
    path.write_bytes(data)
    answer = command(app, path, "--format", "ics", "--json")
    assert answer.exit_code != 0
    assert said in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    assert contents() == before


def test_other_ways_to_go_wrong_end_in_a_sentence(app, file, elsewhere):
    path = file(group())
    for words, said in (
        ((path,), "Say which center with --center: hillside, riverside."),
        ((path, "--center", "nowhere"), "There is no center 'nowhere', only: hillside, riverside."),
        (("/no/such/file", "--center", "riverside"), "There is no readable file at /no/such/file."),
        ((path, "--center", "riverside", "--zone", "Mars/Here"), "Choose a time zone"),
    ):
        answer = command(app, *words, "--format", "ics", "--json")
        assert answer.exit_code != 0
        assert said in answer.stderr
    assert how_many(Series) == 0


def test_only_the_center_that_was_named(app, file, center, elsewhere):
    command(app, file(group()), "--format", "ics", "--center", "hillside", "--json")
    assert session().scalars(select(Series.center_id)).all() == [elsewhere.center_id]


def test_floating_times_follow_the_zone_given(app, file):
    floating = event("DTSTART:20261101T090000", "DURATION:PT1H", "SUMMARY:Group", uid="f")
    command(app, file(floating), "--format", "ics", "--zone", "America/Chicago", "--json")
    assert session().scalars(select(Series.zone)).all() == ["America/Chicago"]


def test_the_command_is_written_down_and_keeps_no_preview(app, file):
    command(app, file(group()), "--format", "ics", "--json")
    acts = session().scalars(select(AuditEvent)).all()
    assert [(act.act, act.actor_id) for act in acts] == [("imported", None)]
    assert how_many(ImportPreview) == 0
    row = session().scalars(select(ScheduleImport)).one()
    assert (row.read, row.created, row.made_by) == (1, 1, None)
