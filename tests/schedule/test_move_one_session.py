"""One dated session moved, cancelled or given something of its own; the rest stays."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from patient_app.core import clock
from patient_app.core.errors import NotFound
from patient_app.core.events import OccurrenceChanged, listen
from patient_app.schedule.models import Occurrence
from patient_app.schedule.queries.mine import my_session, my_session_page, my_sessions
from patient_app.schedule.queries.rosters import leads, roster_of
from patient_app.schedule.refusals import NewTimeInPast, SessionOver
from patient_app.schedule.rules.drafts import Intent, NewTime
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.rules.mine import MySession
from patient_app.schedule.service.intents import answer_intent
from patient_app.schedule.service.occurrences import (
    cancel_occurrence,
    move_occurrence,
    restore_occurrence,
    set_join_link,
    set_place,
    set_topic,
    substitute,
)
from patient_app.schedule.service.topics import add_topic
from tests.people import Place, Someone
from tests.schedule.evenings import give_place, here, make_series, sessions_of, the_session

pytestmark = pytest.mark.usefixtures("tuesday")

THURSDAY = date(2026, 10, 15)
COMING = Intent(IntentAnswer.COMING)
SIX = NewTime(here(15, 18).replace(tzinfo=None))


@pytest.fixture
def group(center: Place, ana: Someone) -> UUID:
    """The evening group, with Ana in it."""
    series_id = make_series(center)
    give_place(ana, series_id)
    return series_id


@pytest.fixture
def thursday(group: UUID) -> Occurrence:
    """Its session on Thursday."""
    return the_session(group, THURSDAY)


def anas(ana: Someone, occurrence: Occurrence) -> MySession:
    """The session as Ana sees it."""
    return my_session(ana.person_id, ana.center_id, occurrence.id)


def test_a_move_touches_only_that_date(ana: Someone, group: UUID, thursday: Occurrence) -> None:
    others = {row.id: row.starts_at for row in sessions_of(group) if row.id != thursday.id}
    move_occurrence(ana.center_id, thursday.id, SIX, clock.now(), by=None)
    mine = anas(ana, thursday)
    assert (mine.starts_at, mine.ends_at) == (here(15, 18), here(15, 20))
    assert mine.moved_from_at == here(15, 17, 30)
    assert {r.id: r.starts_at for r in sessions_of(group) if r.id != thursday.id} == others


def test_a_move_clears_coming_and_asks_again(ana: Someone, thursday: Occurrence) -> None:
    answer_intent(ana.person_id, ana.center_id, thursday.id, COMING, clock.now())
    assert anas(ana, thursday).answer is IntentAnswer.COMING
    move_occurrence(ana.center_id, thursday.id, SIX, clock.now(), by=None)
    assert anas(ana, thursday).answer is None
    assert roster_of(ana.center_id, thursday.id)[0].answer is None
    answer_intent(ana.person_id, ana.center_id, thursday.id, COMING, clock.now())
    assert anas(ana, thursday).answer is IntentAnswer.COMING


def test_a_new_room_leaves_the_answer_alone(ana: Someone, thursday: Occurrence) -> None:
    answer_intent(ana.person_id, ana.center_id, thursday.id, COMING, clock.now())
    set_place(ana.center_id, thursday.id, "Room 7", clock.now(), by=None)
    assert anas(ana, thursday).answer is IntentAnswer.COMING
    assert anas(ana, thursday).place == "Room 7"
    set_place(ana.center_id, thursday.id, None, clock.now(), by=None)
    assert anas(ana, thursday).place == "Room 2"


def test_moved_back_it_is_no_longer_new(ana: Someone, thursday: Occurrence, tuesday) -> None:
    tuesday.shift(timedelta(minutes=1))
    move_occurrence(ana.center_id, thursday.id, SIX, clock.now(), by=None)
    back = NewTime(here(15, 17, 30).replace(tzinfo=None))
    move_occurrence(ana.center_id, thursday.id, back, clock.now(), by=None)
    assert anas(ana, thursday).moved_from_at is None
    page = my_session_page(ana.person_id, ana.center_id, thursday.id)
    assert [change.kind for change in page.session.changes] == ["moved", "moved"]


def test_cancelled_twice_is_cancelled_once(ana: Someone, thursday: Occurrence) -> None:
    for _ in range(2):
        cancel_occurrence(ana.center_id, thursday.id, clock.now(), by=None)
    assert anas(ana, thursday).cancelled
    assert anas(ana, thursday).version == 1
    restore_occurrence(ana.center_id, thursday.id, clock.now(), by=None)
    assert not anas(ana, thursday).cancelled


def test_a_substitute_sees_that_roster_and_no_other(
    ana: Someone, dev: Someone, carla: Someone, group: UUID, thursday: Occurrence
) -> None:
    substitute(ana.center_id, thursday.id, dev.person_id, clock.now(), by=carla.actor)
    monday = the_session(group, date(2026, 10, 19))
    assert leads(ana.center_id, thursday.id, dev.person_id)
    assert not leads(ana.center_id, monday.id, dev.person_id)
    substitute(ana.center_id, thursday.id, None, clock.now(), by=carla.actor)
    assert not leads(ana.center_id, thursday.id, dev.person_id)


def test_link_and_topic_of_one_date(
    center: Place, ana: Someone, group: UUID, thursday: Occurrence
) -> None:
    topic = add_topic(center.center_id, "sleep", "Sleep", "El sueño")
    set_topic(ana.center_id, thursday.id, topic, clock.now(), by=None)
    set_join_link(ana.center_id, thursday.id, "https://meet.example/1", clock.now(), by=None)
    mine = anas(ana, thursday)
    assert mine.topic is not None
    assert mine.topic.es == "El sueño"
    assert mine.online
    page = my_session_page(ana.person_id, ana.center_id, thursday.id)
    assert page.join_link == "https://meet.example/1"
    rest = my_sessions(ana.person_id, ana.center_id, here(16, 0), here(30, 0))
    assert {each.topic for each in rest} == {None}
    assert not any(each.online for each in rest)


def test_what_is_over_stays_and_nothing_moves_into_the_past(
    ana: Someone, group: UUID, thursday: Occurrence
) -> None:
    monday = the_session(group, date(2026, 10, 12))
    with pytest.raises(SessionOver):
        move_occurrence(ana.center_id, monday.id, SIX, clock.now(), by=None)
    past = NewTime(here(13, 9).replace(tzinfo=None))
    with pytest.raises(NewTimeInPast):
        move_occurrence(ana.center_id, thursday.id, past, clock.now(), by=None)


def test_another_center_finds_nothing(elsewhere: Place, thursday: Occurrence) -> None:
    for verb in (cancel_occurrence, restore_occurrence):
        with pytest.raises(NotFound):
            verb(elsewhere.center_id, thursday.id, clock.now(), by=None)
    with pytest.raises(NotFound):
        move_occurrence(elsewhere.center_id, thursday.id, SIX, clock.now(), by=None)


def test_every_change_is_announced_once(ana: Someone, thursday: Occurrence) -> None:
    heard: list[OccurrenceChanged] = []
    listen(OccurrenceChanged, heard.append)
    move_occurrence(ana.center_id, thursday.id, SIX, clock.now(), by=None)
    move_occurrence(ana.center_id, thursday.id, SIX, clock.now(), by=None)
    ours = [event for event in heard if event.occurrence_id == thursday.id]
    assert [event.at for event in ours] == [clock.now()]
    assert clock.now() - ours[0].at < timedelta(seconds=1)
