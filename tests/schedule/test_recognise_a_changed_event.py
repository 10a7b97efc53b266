"""A re-import changes only what changed: the fingerprint says so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from patient_app.schedule.calendars.ics_lines import EVENT_LINES
from patient_app.schedule.calendars.suggestions import Suggestion
from tests.schedule.calendar_files import read, read_one, wall

START = "DTSTART;TZID=America/New_York:20261201T180000"
PEOPLE_AND_WORDS = (
    "ATTENDEE ORGANIZER DESCRIPTION COMMENT CONTACT ATTACH URL CONFERENCE X-ALT-DESC "
    "X-GOOGLE-CONFERENCE NAME RELATED-TO CATEGORIES"
)


@pytest.mark.parametrize(
    "change",
    [
        {"starts_local": wall("2026-10-26T18:30")},
        {"duration": timedelta(hours=2)},
        {"zone": "America/Denver"},
        {"rrule": "FREQ=WEEKLY"},
        {"exdates": ()},
        {"rdates": (wall("2026-12-30T18:00"),)},
        {"cancelled": True},
        {"all_day": True},
        {"summary": "Another title"},
        {"location": "Another room"},
        {"recurrence_id": wall("2026-10-26T18:00")},
        {"stated": ("family", "")},
    ],
)
def test_whatever_people_would_see_differently_is_a_change(change):
    group = read("google.ics").records[0]
    assert replace(group, **change).fingerprint != group.fingerprint


@pytest.mark.parametrize("change", [{"row": 99}, {"suggestion": Suggestion("family", None)}])
def test_the_place_in_the_file_and_what_we_guess_are_no_change(change):
    group = read("google.ics").records[0]
    assert replace(group, **change).fingerprint == group.fingerprint


def test_the_same_rule_written_differently_is_no_change():
    rules = ("RRULE:FREQ=WEEKLY;BYDAY=FR,MO;INTERVAL=1", "RRULE:BYDAY=MO,FR;FREQ=WEEKLY;WKST=MO")
    one, other = (read_one(START, "DURATION:PT1H", rule).records[0] for rule in rules)
    assert one.fingerprint == other.fingerprint


def test_lines_about_people_are_never_even_parsed():
    assert EVENT_LINES.isdisjoint(PEOPLE_AND_WORDS.split())
