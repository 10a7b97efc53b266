"""Ana never reads only "changed": she reads what it was and what it is, wherever she looks."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from patient_app.core import clock
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.service.occurrences import cancel_occurrence as cancel
from patient_app.schedule.service.occurrences import (
    move_occurrence,
    restore_occurrence,
    set_join_link,
    set_place,
    substitute,
)
from patient_app.schedule.service.series import change_series
from tests.people import Place, Someone
from tests.schedule.evenings import (
    EVENING,
    give_place,
    here,
    make_series,
    queries_counted,
    the_session,
)

pytestmark = pytest.mark.usefixtures("tuesday")

THURSDAY = date(2026, 10, 15)


@pytest.fixture
def group(center: Place, ana: Someone, carla: Someone, tuesday) -> UUID:
    """The evening group, led by Carla; a minute ago Ana got her place in it."""
    series_id = make_series(center, facilitator_id=carla.person_id)
    give_place(ana, series_id)
    tuesday.shift(timedelta(minutes=1))
    return series_id


@pytest.fixture
def thursday(group: UUID) -> UUID:
    """Thursday's session."""
    return the_session(group, THURSDAY).id


def every_place(thursday: UUID) -> list[str]:
    """Today, agenda, week, changes and the session's own page."""
    week = "/schedule/week?on=2026-10-15"
    return ["/", "/schedule", week, "/schedule/changes", f"/schedule/{thursday}"]


def test_a_new_time_says_the_old_one(browser, center: Place, ana: Someone, thursday: UUID) -> None:
    to = NewTime(here(15, 18).replace(tzinfo=None))
    move_occurrence(center.center_id, thursday, to, clock.now(), by=None)
    phone = browser(ana)
    for address in every_place(thursday):
        told = phone.page(address)
        assert "New time, was 5:30" in told, address
        assert "6:00 – 8:00 PM" in told, address


def test_a_new_place_says_the_old_one(browser, center: Place, ana: Someone, thursday: UUID) -> None:
    set_place(center.center_id, thursday, "Room 4", clock.now(), by=None)
    phone = browser(ana)
    for address in every_place(thursday):
        told = phone.page(address)
        assert "New place, was Room 2" in told, address
        assert "Room 4" in told, address
    assert "New place: Room 4. It was Room 2." in phone.page(f"/schedule/{thursday}")


def test_someone_else_leading_says_who_and_who_not(
    browser, ana: Someone, dev: Someone, thursday: UUID
) -> None:
    substitute(ana.center_id, thursday, dev.person_id, clock.now(), by=None)
    phone = browser(ana)
    for address in every_place(thursday):
        assert "Dev leads it, not Carla" in phone.page(address), address


def test_an_end_that_moved_alone_is_no_new_start(
    browser, center: Place, ana: Someone, thursday: UUID
) -> None:
    to = NewTime(here(15, 17, 30).replace(tzinfo=None), minutes=60)
    move_occurrence(center.center_id, thursday, to, clock.now(), by=None)
    told = browser(ana).page("/schedule")
    assert "It now ends at 6:30 PM" in told
    assert "New time" not in told


def test_link_and_taking_place_again_are_said_by_name(
    browser, center: Place, ana: Someone, thursday: UUID
) -> None:
    set_join_link(center.center_id, thursday, "https://meet.example/1", clock.now(), by=None)
    cancel(center.center_id, thursday, clock.now(), by=None)
    restore_occurrence(center.center_id, thursday, clock.now(), by=None)
    told = browser(ana).page("/schedule")
    assert "New link to join" in told
    assert "It takes place after all" in told


def test_there_and_back_again_is_said_as_that(
    browser, center: Place, ana: Someone, thursday: UUID
) -> None:
    for place in ("Room 4", None):
        set_place(center.center_id, thursday, place, clock.now(), by=None)
    told = browser(ana).page("/schedule")
    assert "It is as it was before" in told
    assert "New place" not in told


def test_seen_or_not_the_old_place_is_said_for_two_weeks(
    browser, center: Place, ana: Someone, tuesday, group: UUID
) -> None:
    far = the_session(group, date(2026, 11, 5)).id
    set_place(center.center_id, far, "Room 4", clock.now(), by=None)
    phone = browser(ana)
    tuesday.shift(timedelta(minutes=1))
    phone.post("/schedule/changes")
    assert "New place, was Room 2" in phone.page("/schedule?weeks=4")
    tuesday.shift(timedelta(days=15))
    assert "New place" not in phone.page("/schedule?weeks=4")


def test_what_was_before_she_came_is_not_compared(
    browser, center: Place, ana: Someone, ben: Someone, thursday: UUID, group: UUID, tuesday
) -> None:
    set_place(center.center_id, thursday, "Room 4", clock.now(), by=None)
    tuesday.shift(timedelta(minutes=1))
    give_place(ben, group)
    told = browser(ben).page(f"/schedule/{thursday}")
    assert "Room 4" in told
    assert "Room 2" not in told


def test_a_whole_group_with_a_new_leader_says_so(
    browser, center: Place, ana: Someone, dev: Someone, group: UUID
) -> None:
    draft = replace(EVENING, facilitator_id=dev.person_id)
    change_series(center.center_id, group, draft, clock.now(), by=None)
    assert "Dev leads it, not Carla" in browser(ana).page("/schedule")


def test_saying_it_takes_no_more_than_four_queries(
    browser, center: Place, ana: Someone, dev: Someone, thursday: UUID
) -> None:
    substitute(center.center_id, thursday, dev.person_id, clock.now(), by=None)
    phone = browser(ana)
    phone.page("/schedule")  # a new connection asks its server a question of its own
    for address in every_place(thursday):
        with queries_counted() as seen:
            phone.page(address)
        assert len(seen) <= 4, address


def test_nothing_but_cancelled_sessions_takes_no_more_either(
    browser, center: Place, ana: Someone, group: UUID
) -> None:
    for day in (13, 15, 19, 20, 22, 26):
        session_id = the_session(group, date(2026, 10, day)).id
        cancel(center.center_id, session_id, clock.now(), by=None)
    phone = browser(ana)
    phone.page("/schedule")
    with queries_counted() as seen:
        assert "Nothing planned" in phone.page("/")
    assert len(seen) <= 4
