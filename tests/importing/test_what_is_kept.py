"""Between preview and apply the file is kept sealed, whole, and not for long."""

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.operations.prune import prune
from patient_app.schedule.calendars.ics_in import read_ics
from patient_app.schedule.calendars.title_words import TOPICS
from patient_app.schedule.importing.models import ImportedEvent, ImportPreview
from patient_app.schedule.importing.rules.names import (
    holds_a_name,
    without_names,
    words_of_names,
)
from patient_app.schedule.importing.rules.packing import pack, unpack
from patient_app.schedule.importing.rules.targets import place_and_link
from patient_app.schedule.importing.rules.titles import TITLES, TOPIC_NAMES, titles_of
from patient_app.schedule.importing.service.previewing import KEPT_FOR, keep_preview
from patient_app.schedule.rules.kinds import SeriesKind
from tests.importing.files import calendar, group, how_many, take_in
from tests.schedule.calendar_files import EXPORTS, read


@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_packed_comes_out_the_same(name):
    before = read(name)
    after = unpack(pack(before))
    assert after.records == before.records
    assert [each.fingerprint for each in after.records] == [
        each.fingerprint for each in before.records
    ]
    assert [(each.row, each.code) for each in after.report] == [
        (each.row, each.code) for each in before.report
    ]


def test_no_title_and_no_uid_stands_open_in_a_table(center, carla, tuesday):
    file = calendar(group(summary="IOP with Zebra", uid="zebra@example.org"))
    keep_preview(carla.actor, read_ics(file, center.zone), "ics", clock.now())
    take_in(center, data=file)
    for table in (ImportPreview, ImportedEvent):
        for row in session().execute(select(table.__table__)):
            assert b"zebra" not in repr(tuple(row)).lower().encode()
    assert session().scalars(select(ImportedEvent)).one().uid == "zebra@example.org"


def test_a_preview_is_pruned_after_a_day(center, carla, tuesday):
    keep_preview(carla.actor, read_ics(calendar(group()), center.zone), "ics", clock.now())
    prune(clock.now())
    assert how_many(ImportPreview) == 1
    tuesday.shift(KEPT_FOR.total_seconds() + 1)
    prune(clock.now())
    assert how_many(ImportPreview) == 0


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("One-to-one with Ana", True),
        ("ANA / intake", True),
        ("Reunión con José", True),
        ("Lopez family", True),
        ("Banana group", False),
        ("Group B", False),
    ],
)
def test_names_are_found_in_any_spelling(text, holds):
    names = words_of_names(["Ana", "Jose B", "María López"])
    assert holds_a_name(text, names) is holds
    assert (without_names(text, names) != text) is holds


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ("Room 2", ("Room 2", None)),
        ("", (None, None)),
        ("https://meet.example.org/abc", (None, "https://meet.example.org/abc")),
        ("http://meet.example.org/abc", ("http://meet.example.org/abc", None)),
        ("x" * 300, ("x" * 120, None)),
    ],
)
def test_a_web_address_is_how_to_join(location, kept):
    assert place_and_link(location) == kept


def test_every_kind_has_a_title_and_every_topic_a_name():
    assert set(TITLES) == set(SeriesKind)
    assert set(TOPIC_NAMES) == set(TOPICS)


def test_a_title_of_ones_own_has_no_other_language():
    assert titles_of("Tuesday circle", SeriesKind.GROUP) == ("Tuesday circle", None)
    assert titles_of("grupo familiar", SeriesKind.FAMILY) == ("Family group", "Grupo familiar")
    assert titles_of(None, SeriesKind.OTHER) == ("Session", "Sesión")
