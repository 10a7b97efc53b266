"""Today: the next thing to do, one tap, and a short list."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from patient_app.accounts.models import Person
from patient_app.core import clock
from patient_app.core.db import session, unit_of_work
from patient_app.episodes.models import Episode
from patient_app.episodes.rules.people import NewCover
from patient_app.episodes.service.cover import set_cover
from patient_app.episodes.service.stay import leave_program
from patient_app.schedule.rules.drafts import BlockDraft, NewTime
from patient_app.schedule.rules.kinds import BlockKind
from patient_app.schedule.rules.patterns import weekly
from patient_app.schedule.service.occurrences import cancel_occurrence, move_occurrence
from patient_app.schedule.service.own import add_block
from patient_app.schedule.service.requests import answer_request, ask_for_another_time
from patient_app.schedule.service.topics import add_topic
from tests.people import Place, Someone, join_team
from tests.schedule.evenings import (
    HERE,
    give_place,
    here,
    make_series,
    queries_counted,
    the_session,
)
from tests.shown import shown

pytestmark = pytest.mark.usefixtures("tuesday")

TODAY = date(2026, 10, 13)
EVERY_TUESDAY_NIGHT = weekly({1}, date(2026, 9, 28), None, time(20), time(21), HERE.key)
ONCE = "After a break, the same amount can be too much."


@pytest.fixture
def group(center: Place, ana: Someone, carla: Someone) -> UUID:
    """The evening group, about boredom."""
    topic = add_topic(center.center_id, "boredom", "Boredom", "El aburrimiento")
    series_id = make_series(center, topic_ids=(topic,))
    give_place(ana, series_id)
    return series_id


def test_the_next_session_counts_down(browser, ana: Someone, group: UUID) -> None:
    told = browser(ana).page("/")
    for words in (
        ">Tuesday<",
        "As of 3:15 PM",
        "Next: Evening group",
        "in 2 h 15 min",
        "5:30 – 7:30 PM · Room 2",
        "Tonight’s topic: Boredom",
        "Plans changed",
    ):
        assert words in told
    assert 'data-countdown="2026-10-14T00:30:00+00:00"' in told


@pytest.mark.parametrize(
    ("hour", "minute", "big"),
    [
        (16, 30, "in 1 h"),
        (17, 29, "in 1 min"),
        (17, 30, "until 7:30 PM"),
        (19, 29, "until 7:30 PM"),
        (19, 30, ">Thursday<"),
    ],
)
def test_the_big_line_follows_the_clock(
    browser, ana: Someone, group: UUID, tuesday, hour: int, minute: int, big: str
) -> None:
    tuesday.move_to(here(13, hour, minute))
    assert big in browser(ana).page("/")


def test_the_evening_before_says_tomorrow(browser, ana: Someone, group: UUID, tuesday) -> None:
    tuesday.move_to(here(14, 20))
    assert ">Tomorrow<" in browser(ana).page("/")


def test_one_tap_says_coming_and_stays_on_today(browser, ana: Someone, group: UUID) -> None:
    tonight = the_session(group, TODAY).id
    phone = browser(ana)
    sent = phone.post(f"/schedule/{tonight}/answer?from=today", data={"answer": "coming"})
    assert sent.status_code == 303
    told = phone.page("/")
    assert "You’re coming" in shown(told)
    assert "Plans changed" not in shown(told)
    assert f"/schedule/{tonight}#answer" in told


def test_a_cancelled_session_is_not_the_next_one(
    browser, ana: Someone, group: UUID, tuesday
) -> None:
    tuesday.shift(timedelta(minutes=1))
    cancel_occurrence(ana.center_id, the_session(group, TODAY).id, clock.now(), by=None)
    told = browser(ana).page("/")
    assert ">Thursday<" in told
    assert "Canceled" in told.split("Also today")[1]


@pytest.fixture
def moved(ana: Someone, carla: Someone, group: UUID, tuesday) -> UUID:
    """Thursday's session, just moved half an hour."""
    tuesday.shift(timedelta(minutes=1))
    thursday = the_session(group, date(2026, 10, 15)).id
    to = NewTime(here(15, 18).replace(tzinfo=None))
    move_occurrence(ana.center_id, thursday, to, clock.now(), by=carla.actor)
    return thursday


def test_other_days_changes_stand_apart_from_today(
    browser, ana: Someone, carla: Someone, group: UUID, moved: UUID
) -> None:
    monday = the_session(group, date(2026, 10, 19)).id
    request_id = ask_for_another_time(ana.person_id, ana.center_id, monday, None, clock.now())
    answer_request(ana.center_id, request_id, "Come Friday.", clock.now(), by=carla.actor)
    shift = BlockDraft(
        BlockKind.SCHOOL, (1,), here(13, 20).time(), here(13, 21).time(), date(2026, 10, 1)
    )
    add_block(ana.person_id, ana.center_id, HERE.key, shift, clock.now())
    also, changed = browser(ana).page("/").split("Also today")[1].split("What changed")
    for words in ("School", "8:00 – 9:00 PM"):
        assert words in also
    for words in ("New time, was 5:30", "Your question has an answer"):
        assert words in changed
        assert words not in also


def test_what_changed_today_is_said_where_it_stands(
    browser, center: Place, ana: Someone, group: UUID, tuesday
) -> None:
    second = make_series(center, title="Night class", rule=EVERY_TUESDAY_NIGHT)
    give_place(ana, second)
    tuesday.shift(timedelta(minutes=1))
    tonight = the_session(second, TODAY).id
    to = NewTime(here(13, 20, 30).replace(tzinfo=None))
    move_occurrence(ana.center_id, tonight, to, clock.now(), by=None)
    told = browser(ana).page("/")
    assert "New time, was 8:00" in told.split("Also today")[1]
    assert "What changed" not in told


def test_seen_from_today_comes_back_to_today(browser, ana: Someone, moved: UUID) -> None:
    phone = browser(ana)
    assert "What changed" in phone.page("/")
    sent = phone.post("/schedule/changes?from=today")
    assert (sent.status_code, sent.location) == (303, "/")
    assert "What changed" not in phone.page("/")


def test_more_than_three_changes_are_seen_on_their_own_page(
    browser, ana: Someone, group: UUID, tuesday
) -> None:
    tuesday.shift(timedelta(minutes=1))
    for day in (15, 19, 20, 22):
        session_id = the_session(group, date(2026, 10, day)).id
        cancel_occurrence(ana.center_id, session_id, clock.now(), by=None)
    told = browser(ana).page("/")
    assert told.count(">Canceled<") == 3
    assert "See all changes" in told
    assert "I’ve seen this" not in told


def test_nothing_planned_says_so_kindly(browser, ana: Someone) -> None:
    assert "Nothing planned" in browser(ana).page("/")


def test_who_left_keeps_today_and_sees_the_card_once(
    browser, ana: Someone, carla: Someone, group: UUID
) -> None:
    assert ana.episode_id is not None
    leave_program(carla.actor, ana.episode_id, clock.now())
    phone = browser(ana)
    told = phone.page("/")
    assert "Evening group" not in told
    assert "No sessions now" in told
    assert ONCE in told
    assert "<title>Today · Steady</title>" in told
    assert phone.post("/card").status_code == 303
    assert ONCE not in phone.page("/")
    episode = session().get(Episode, ana.episode_id)
    assert episode is not None
    assert episode.tolerance_card_seen_at == clock.now()


def test_putting_the_card_away_is_only_ever_about_oneself(
    browser, ana: Someone, ben: Someone, carla: Someone
) -> None:
    assert ana.episode_id is not None
    leave_program(carla.actor, ana.episode_id, clock.now())
    assert browser(ben).post("/card").status_code == 303
    assert ONCE in browser(ana).page("/")
    assert ONCE not in browser(ben).page("/")


def test_staff_begin_at_their_own_page_and_strangers_sign_in(browser, carla: Someone) -> None:
    staff = browser(carla).get("/")
    assert (staff.status_code, staff.location) == (303, "/care")
    stranger = browser().get("/")
    assert stranger.status_code == 303
    assert stranger.location.startswith("/sign-in")


def test_spanish_is_spanish(browser, ana: Someone, group: UUID) -> None:
    @unit_of_work()
    def speak_spanish() -> None:
        person = session().get(Person, ana.person_id)
        assert person is not None
        person.language = "es"

    speak_spanish()
    told = browser(ana).page("/")
    for words in (
        ">Martes<",
        "Datos de las 3:15 p.\xa0m.",
        "Sigue: Grupo de la tarde",
        "en 2 h 15 min",
        "Tema: El aburrimiento",
        "Ahí estaré",
        "Algo cambió",
    ):
        assert words in told


def test_today_takes_four_queries_at_most(
    browser, center: Place, ana: Someone, ben: Someone, group: UUID
) -> None:
    for number in range(5):
        give_place(ana, make_series(center, title=f"Group {number}"))
    for someone in (ana, ben):
        phone = browser(someone)
        phone.page("/settings")  # whether this is a demo is asked once a minute
        with queries_counted() as seen:
            phone.page("/")
        assert len(seen) <= 4


def test_a_change_of_the_team_takes_one_query_more_at_most(
    browser, center: Place, ana: Someone, ben: Someone, carla: Someone, dev: Someone, group: UUID
) -> None:
    join_team(ben, carla)
    set_cover(carla.actor, carla.person_id, NewCover(dev.person_id, TODAY, TODAY), clock.now())
    for someone in (ana, ben):
        phone = browser(someone)
        phone.page("/")  # whether this is the demo is asked once a minute
        with queries_counted() as seen:
            assert "Dev stands in for Carla" in phone.page("/")
        assert len(seen) == 5
