"""The same calendar again: only what changed in it changes here, and nobody's work is lost."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.schedule.importing.models import ImportedEvent
from patient_app.schedule.importing.service.writing_dates import write_waiting
from patient_app.schedule.jobs import lay_out_all
from patient_app.schedule.models import Occurrence, Series, Topic
from patient_app.schedule.rules.kinds import OccurrenceState
from tests.importing.files import (
    called_off,
    date_of,
    event,
    group,
    how_many,
    moved,
    numbers,
    one_date,
    seen_by,
    steady_moves,
    take_in,
    the_series,
    wall,
)
from tests.schedule.evenings import give_place, here

pytestmark = pytest.mark.usefixtures("tuesday")
NOV = datetime(2026, 11, 9, tzinfo=UTC)


def test_the_same_file_twice_changes_nothing(center, ana):
    file = (group(), moved("20261021", "20261022T170000"), called_off("20261023"))
    assert numbers(take_in(center, *file)) == {"created": 2, "cancelled": 1}
    give_place(ana, the_series(center).id)
    before = seen_by(ana, NOV)
    assert numbers(take_in(center, *file)) == {"unchanged": 3}
    assert seen_by(ana, NOV) == before
    assert how_many(Series) == 1


def test_a_new_time_in_the_source_moves_the_series(center, ana):
    take_in(center, group(), moved("20261021", "20261022T170000"))
    give_place(ana, the_series(center).id)
    later = group(starts="T190000")
    done = take_in(
        center,
        later,
        moved("20261021", "20261022T170000").replace("T180000\r\nDTSTA", "T190000\r\nDTSTA"),
    )
    assert done.counts.updated == 1
    assert seen_by(ana, here(27, 0)) == [
        "Mon 10-19 19:00",
        "Thu 10-22 17:00",
        "Fri 10-23 19:00",
        "Mon 10-26 19:00",
    ]


def test_a_date_called_off_later_is_cancelled_and_nothing_else(center, ana):
    take_in(center, group())
    give_place(ana, the_series(center).id)
    done = take_in(center, group(), called_off("20261023"))
    assert numbers(done) == {"unchanged": 1, "cancelled": 1}
    assert seen_by(ana, here(27, 0)) == [
        "Mon 10-19 18:00",
        "Wed 10-21 18:00",
        "x Fri 10-23 18:00",
        "Mon 10-26 18:00",
    ]


def elsewhere_on_wednesday(place: str = "Room 7") -> str:
    """Wednesday the 21st in another room, and until 20:00 only."""
    return one_date(
        "20261021",
        "DTSTART;TZID=America/Los_Angeles:20261021T180000",
        "DTEND;TZID=America/Los_Angeles:20261021T200000",
        f"LOCATION:{place}",
        "SUMMARY:Evening IOP group",
    )


def test_a_date_keeps_what_is_its_own_when_its_series_changes(center):
    take_in(center, group(), elsewhere_on_wednesday())
    take_in(center, group(place="Room 3", ends="T213000"), elsewhere_on_wednesday())
    series = the_series(center)
    own = date_of(series.id, date(2026, 10, 21))
    other = date_of(series.id, date(2026, 10, 23))
    assert (wall(own.ends_at), own.place) == ("Wed 10-21 20:00", "Room 7")
    assert (wall(other.ends_at), other.place, series.place) == ("Fri 10-23 21:30", None, "Room 3")


def test_a_date_that_followed_its_series_is_no_conflict_later(center):
    take_in(center, group(), elsewhere_on_wednesday())
    take_in(center, group(ends="T213000"), elsewhere_on_wednesday())
    done = take_in(center, group(ends="T213000"), elsewhere_on_wednesday("Room 8"))
    assert numbers(done) == {"unchanged": 1, "updated": 1}
    assert date_of(the_series(center).id, date(2026, 10, 21)).place == "Room 8"


def test_a_series_called_off_is_seen_as_cancelled_and_comes_back(center, ana):
    take_in(center, group())
    series = the_series(center)
    give_place(ana, series.id)
    done = take_in(center, group("STATUS:CANCELLED"))
    assert numbers(done) == {"cancelled": 1}
    shown = seen_by(ana, here(27, 0))
    assert len(shown) == 4
    assert all(line.startswith("x ") for line in shown)
    assert numbers(take_in(center, group("STATUS:CANCELLED"))) == {"unchanged": 1}
    assert numbers(take_in(center, group())) == {"updated": 1}
    assert "Mon 10-19 18:00" in seen_by(ana, here(27, 0))


def test_a_series_that_came_cancelled_makes_nothing_until_it_is_on(center):
    assert numbers(take_in(center, group("STATUS:CANCELLED"))) == {"cancelled": 1}
    assert how_many(Series) == 0
    assert numbers(take_in(center, group("STATUS:CANCELLED"))) == {"unchanged": 1}
    assert numbers(take_in(center, group())) == {"created": 1}
    assert how_many(Series) == 1


def test_an_event_the_file_no_longer_has_is_reported_and_stays(center, ana):
    other = event(
        "DTSTART;TZID=America/Los_Angeles:20261020T090000",
        "DTEND;TZID=America/Los_Angeles:20261020T100000",
        "SUMMARY:Counseling",
        uid="other",
    )
    take_in(center, group(), other)
    done = take_in(center, group())
    assert [missing.uid for missing in done.plan.missing] == ["other"]
    assert how_many(Series) == 2
    assert session().scalars(select(Series.ended_at)).all() == [None, None]


def test_another_calendar_does_not_miss_the_events_of_the_first(center):
    take_in(center, group())
    done = take_in(center, group(uid="another calendar"))
    assert done.plan.missing == ()


def test_a_change_for_a_far_date_waits_until_the_date_is_there(center, ana, tuesday):
    file = (group(), called_off("20270115"), moved("20270118", "20270119T170000"))
    take_in(center, *file)
    give_place(ana, the_series(center).id)
    assert session().scalars(
        select(ImportedEvent.waiting).order_by(ImportedEvent.of_date)
    ).all() == [False, True, True]
    tuesday.move_to(datetime(2027, 1, 5, 20, tzinfo=UTC))
    lay_out_all(clock.now())
    assert write_waiting(clock.now()) == 0
    shown = seen_by(ana, datetime(2027, 1, 22, tzinfo=UTC))
    assert shown[-4:] == [
        "Wed 01-13 18:00",
        "x Fri 01-15 18:00",
        "Tue 01-19 17:00",
        "Wed 01-20 18:00",
    ]
    assert numbers(take_in(center, *file)) == {"unchanged": 3}


def test_where_steady_moved_a_date_the_source_does_not_undo_it(center, ana):
    take_in(center, group())
    give_place(ana, the_series(center).id)
    steady_moves(center)
    done = take_in(center, group())
    assert numbers(done) == {"unchanged": 1}
    assert "Thu 10-22 10:00" in seen_by(ana, here(27, 0))


def test_where_both_changed_steady_keeps_its_own_and_says_so_each_time(center, ana):
    take_in(center, group())
    give_place(ana, the_series(center).id)
    steady_moves(center)
    file = (group(), moved("20261021", "20261022T170000"))
    for _ in range(2):
        done = take_in(center, *file)
        assert numbers(done) == {"unchanged": 2}
        assert [line.record.row for line in done.plan.lines if line.conflict] == [2]
    assert "Thu 10-22 10:00" in seen_by(ana, here(27, 0))


def test_a_new_name_in_the_source_changes_nothing_people_see(center):
    take_in(center, group())
    done = take_in(center, group(summary="Evening IOP group with Pat"))
    assert numbers(done) == {"updated": 1}
    assert (the_series(center).title, the_series(center).kind) == ("Group", "group")


def test_kind_and_title_follow_the_source_until_a_person_chose_others(center):
    take_in(center, group())
    take_in(center, group(summary="Family evening"))
    assert (the_series(center).title, the_series(center).kind) == ("Family session", "family")


def test_a_topic_comes_with_the_title_and_is_made_once(center):
    take_in(center, group(summary="Relapse prevention group"))
    take_in(center, group(summary="Relapse prevention group", uid="second"))
    assert session().scalars(select(Topic.code)).all() == ["relapse_prevention"]
    row = session().scalars(select(Occurrence)).first()
    assert row.topic_id is not None


def test_a_change_whose_series_nobody_knows_is_refused_by_row(center):
    done = take_in(center, moved("20261021", "20261022T170000"))
    assert numbers(done) == {"rejected": 1}
    assert [row.code for row in done.plan.rejected] == ["series_missing"]
    assert how_many(Series) == 0


def test_a_change_alone_reaches_the_series_of_an_earlier_file(center):
    take_in(center, group())
    assert numbers(take_in(center, moved("20261021", "20261022T170000"))) == {"created": 1}
    assert wall(date_of(the_series(center).id, date(2026, 10, 21)).starts_at) == "Thu 10-22 17:00"


def test_a_date_left_out_and_moved_is_shown_where_it_was_moved_to(center):
    take_in(
        center,
        group("EXDATE;TZID=America/Los_Angeles:20261021T180000"),
        moved("20261021", "20261022T170000"),
    )
    row = date_of(the_series(center).id, date(2026, 10, 21))
    assert (wall(row.starts_at), row.state) == ("Thu 10-22 17:00", OccurrenceState.SCHEDULED)


def test_a_moved_date_the_rule_does_not_give_is_shown_too(center):
    take_in(center, group(), moved("20261020", "20261020T170000"))
    row = date_of(the_series(center).id, date(2026, 10, 20))
    assert wall(row.starts_at) == "Tue 10-20 17:00"


def test_sessions_that_are_over_stay_as_they_were(center, tuesday):
    take_in(center, group())
    tuesday.move_to(datetime(2026, 10, 24, 20, tzinfo=UTC))
    take_in(center, group(), called_off("20261021"))
    row = date_of(the_series(center).id, date(2026, 10, 21))
    assert row.state == OccurrenceState.SCHEDULED


def test_a_series_without_length_lasts_a_minute(center):
    take_in(
        center,
        event("DTSTART:20261020T160000Z", "DURATION:PT30S", "SUMMARY:Dose", uid="short"),
    )
    assert the_series(center).minutes == 1
    assert the_series(center).rule.starts_local.time() == time(9, 0)
