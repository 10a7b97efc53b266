"""A series changes from now on; what has been stays."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from patient_app.core import clock
from patient_app.core.errors import NotFound
from patient_app.schedule.models import Occurrence
from patient_app.schedule.queries.mine import my_session, my_session_page
from patient_app.schedule.queries.series import series_of
from patient_app.schedule.refusals import SeriesHasEnded
from patient_app.schedule.rules.drafts import Intent, NewTime, SeriesDraft
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.rules.patterns import weekly
from patient_app.schedule.service.intents import answer_intent
from patient_app.schedule.service.laying_out import materialise
from patient_app.schedule.service.occurrences import move_occurrence
from patient_app.schedule.service.series import change_series, end_series
from patient_app.schedule.service.topics import add_topic
from tests.people import Place, Someone
from tests.schedule.evenings import (
    EVENING,
    HERE,
    TODAY,
    give_place,
    here,
    make_series,
    sessions_of,
    the_session,
)

pytestmark = pytest.mark.usefixtures("tuesday")

COMING = Intent(IntentAnswer.COMING)


def at(starts: time, ends: time, days: set[int] | None = None) -> SeriesDraft:
    """The evening group at another time or on other days."""
    chosen = {0, 1, 3} if days is None else days
    rule = weekly(chosen, date(2026, 9, 28), None, starts, ends, HERE.key)
    return replace(EVENING, rule=rule)


@pytest.fixture
def group(center: Place, ana: Someone) -> UUID:
    """The evening group with Ana in it."""
    series_id = make_series(center)
    give_place(ana, series_id)
    return series_id


def change(center: Place, group: UUID, draft: SeriesDraft) -> None:
    """Change it now."""
    change_series(center.center_id, group, draft, clock.now(), by=None)


def wall_times(rows: list[Occurrence]) -> set[str]:
    """The wall times at which sessions start."""
    return {f"{row.starts_at.astimezone(HERE):%H:%M}" for row in rows}


def test_a_new_time_holds_from_now_on(center: Place, group: UUID) -> None:
    count = len(sessions_of(group))
    change(center, group, at(time(18), time(20)))
    rows = sessions_of(group)
    past = [row for row in rows if row.starts_at <= clock.now()]
    assert wall_times(past) == {"17:30"}
    assert wall_times([row for row in rows if row not in past]) == {"18:00"}
    assert len(rows) == count


def test_a_date_keeps_its_identity_and_asks_again(center: Place, ana: Someone, group: UUID) -> None:
    thursday = the_session(group, date(2026, 10, 15)).id
    answer_intent(ana.person_id, ana.center_id, thursday, COMING, clock.now())
    change(center, group, at(time(18), time(20)))
    mine = my_session(ana.person_id, ana.center_id, thursday)
    assert mine.starts_at == here(15, 18)
    assert mine.moved_from_at == here(15, 17, 30)
    assert mine.answer is None


def test_another_title_asks_nobody_again(center: Place, ana: Someone, group: UUID) -> None:
    thursday = the_session(group, date(2026, 10, 15)).id
    answer_intent(ana.person_id, ana.center_id, thursday, COMING, clock.now())
    change(center, group, replace(EVENING, title="Skills group"))
    mine = my_session(ana.person_id, ana.center_id, thursday)
    assert (mine.title, mine.answer, mine.version) == ("Skills group", IntentAnswer.COMING, 0)


def test_a_new_room_is_said_for_the_next_two_weeks(
    center: Place, ana: Someone, group: UUID, tuesday
) -> None:
    tuesday.shift(timedelta(minutes=1))
    change(center, group, replace(EVENING, place="Room 9"))
    near, far = the_session(group, date(2026, 10, 15)), the_session(group, date(2026, 11, 12))
    pages = [my_session_page(ana.person_id, ana.center_id, row.id) for row in (near, far)]
    assert [[each.kind for each in page.session.changes] for page in pages] == [["place"], []]
    assert {page.session.place for page in pages} == {"Room 9"}


def test_a_session_moved_by_itself_stays_where_it_was_moved(
    center: Place, ana: Someone, group: UUID
) -> None:
    thursday = the_session(group, date(2026, 10, 15)).id
    to = NewTime(here(15, 10).replace(tzinfo=None))
    move_occurrence(center.center_id, thursday, to, clock.now(), by=None)
    change(center, group, at(time(18), time(20)))
    assert my_session(ana.person_id, ana.center_id, thursday).starts_at == here(15, 10)
    assert [row.held_on for row in sessions_of(group)].count(date(2026, 10, 15)) == 1


def test_days_that_fall_away_are_cancelled_when_near_or_answered_else_gone(
    center: Place, ana: Someone, group: UUID
) -> None:
    far = the_session(group, date(2026, 11, 10)).id
    answer_intent(ana.person_id, ana.center_id, far, COMING, clock.now())
    change(center, group, at(time(17, 30), time(19, 30), {0, 3}))
    tuesdays = {row.held_on: row.state for row in sessions_of(group) if row.held_on.weekday() == 1}
    ahead = {on: state for on, state in tuesdays.items() if on >= TODAY}
    near_and_answered = [date(2026, 10, 13), date(2026, 10, 20), date(2026, 11, 10)]
    assert ahead == dict.fromkeys(near_and_answered, "cancelled")
    assert tuesdays[date(2026, 10, 6)] == "scheduled"


def test_new_days_are_added_and_laid_out_on(center: Place, group: UUID, tuesday) -> None:
    change(center, group, at(time(17, 30), time(19, 30), {0, 1, 3, 4}))
    assert the_session(group, date(2026, 10, 16)).state == "scheduled"
    before = len(sessions_of(group))
    tuesday.move_to(here(20, 15, 15))
    assert materialise(None, clock.now()) == 4
    assert len(sessions_of(group)) == before + 4


def test_a_new_rotation_counts_for_sessions_ahead(center: Place, group: UUID) -> None:
    topic = add_topic(center.center_id, "sleep", "Sleep", "El sueño")
    change(center, group, replace(EVENING, topic_ids=(topic,)))
    assert the_session(group, date(2026, 10, 15)).topic_id == topic
    assert the_session(group, date(2026, 10, 12)).topic_id is None


def test_an_ended_series_has_no_later_dates_and_takes_no_change(
    center: Place, ana: Someone, group: UUID, tuesday
) -> None:
    end_series(center.center_id, group, date(2026, 10, 15), clock.now(), by=None)
    ahead = [row for row in sessions_of(group) if row.held_on > date(2026, 10, 15)]
    assert {row.state for row in ahead} == {"cancelled"}
    assert max(row.held_on for row in ahead) < date(2026, 10, 28)
    assert [line.series.id for line in series_of(center.center_id, TODAY, clock.now())] == [group]
    tuesday.move_to(here(20, 12))
    assert materialise(None, clock.now()) == 0
    assert series_of(center.center_id, date(2026, 10, 20), clock.now()) == []
    with pytest.raises(SeriesHasEnded):
        change(center, group, EVENING)


def test_another_center_changes_nothing(elsewhere: Place, group: UUID) -> None:
    with pytest.raises(NotFound):
        change(elsewhere, group, at(time(9), time(10)))
    with pytest.raises(NotFound):
        end_series(elsewhere.center_id, group, TODAY, clock.now(), by=None)
    assert wall_times(sessions_of(group)) == {"17:30"}
