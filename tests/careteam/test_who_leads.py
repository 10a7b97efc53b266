"""Naming who leads opens a list of names. It stays possible, and everyone on it can read it."""

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.audit import Act
from patient_app.core.db import session
from patient_app.core.events import StaffLeft
from patient_app.schedule.models import Series
from patient_app.schedule.service.handing_over import hand_over_of_staff
from tests.careteam.screens import occurrence, reads, run_group, today, words_of
from tests.careteam.test_series import evening, made
from tests.people import make_patient


@pytest.fixture
def group(carla, ana, ben):
    return run_group(carla, ana, ben)


def name_for_date(laptop, date, who) -> None:
    sent = {"facilitator_id": str(who.person_id) if who else ""}
    assert laptop.post(f"/care/sessions/{date}/cover", data=sent).status_code == 303


def name_for_series(laptop, group, who) -> None:
    sent = evening(facilitator_id=str(who.person_id), weekdays=[str(day) for day in range(7)])
    assert laptop.post(f"/care/series/{group.series_id}", data=sent).status_code == 303


def privacy_of(browser, someone) -> str:
    return words_of(browser(someone).page("/privacy/changes"))


def test_ana_and_ben_read_that_carla_named_dev_for_one_date(browser, carla, dev, ana, ben, group):
    name_for_date(browser(carla), group.next, dev)
    day = occurrence(group.next).held_on
    told = f"Carla, counselor Named Dev to lead Evening group on {day:%a, %b} {day.day}"
    assert told in privacy_of(browser, ana)
    assert told in privacy_of(browser, ben)


def test_dev_names_himself_and_is_read_like_anyone_else(browser, dev, ana, group):
    name_for_date(browser(dev), group.next, dev)
    assert "Dev, counselor Named Dev to lead Evening group on" in privacy_of(browser, ana)
    assert "Ana" in words_of(browser(dev).page(f"/care/sessions/{group.next}"))


def test_the_same_name_again_or_none_tells_nothing(browser, carla, dev, ana, group):
    for who in (dev, dev, None):
        name_for_date(browser(carla), group.next, who)
    assert reads(Act.LEADER_NAMED, ana) == 1


def test_one_date_led_is_that_date_and_not_the_series(browser, carla, dev, ana, group):
    name_for_date(browser(carla), group.next, dev)
    laptop = browser(dev)
    assert "Ana" in words_of(laptop.page(f"/care/sessions/{group.next}"))
    assert "Ana" not in words_of(laptop.page(f"/care/sessions/{group.dates[1]}"))
    assert "Ana" not in words_of(laptop.page(f"/care/series/{group.series_id}"))
    name_for_date(browser(carla), group.next, None)
    assert "Ana" not in words_of(laptop.page(f"/care/sessions/{group.next}"))


def test_carla_who_leads_the_series_keeps_the_names_of_a_covered_date(
    browser, carla, dev, ben, group
):
    name_for_date(browser(carla), group.next, dev)
    assert "Ben" in words_of(browser(carla).page(f"/care/sessions/{group.next}"))


def test_the_leader_of_a_whole_series_is_told_to_everyone_with_a_place(
    browser, carla, dev, ana, ben, group
):
    name_for_series(browser(dev), group, dev)
    for someone in (ana, ben):
        assert "Dev, counselor Named Dev to lead Evening group" in privacy_of(browser, someone)
    assert "Dev leads it, not Carla" in words_of(browser(ana).page(f"/schedule/{group.next}"))
    assert "Ana" in words_of(browser(dev).page(f"/care/series/{group.series_id}"))


def test_a_series_nobody_leads_shows_each_counselor_only_their_own_people(
    browser, carla, dev, ana, ben
):
    address = made(browser, carla)
    sent = {"episodes": [ana.episode_id], "from_on": str(today())}
    assert browser(carla).post(f"{address}/enrol", data=sent).status_code == 303
    assert session().scalars(select(Series)).one().facilitator_id is None
    shown = words_of(browser(dev).page(address))
    assert "Ana" not in shown
    assert "Ben" not in shown


def test_an_heir_is_told_too(browser, carla, dev, ana, group):
    hand_over_of_staff(StaffLeft(clock.now(), carla.person_id, carla.center_id, dev.person_id))
    assert "The program itself Named Dev to lead Evening group" in privacy_of(browser, ana)


def test_someone_without_a_place_reads_nothing(browser, center, carla, dev, ana, group):
    cleo = make_patient(center, "Cleo")
    name_for_date(browser(carla), group.next, dev)
    assert reads(Act.LEADER_NAMED, cleo) == 0


def test_the_form_says_it_before_it_happens(browser, carla, group):
    shown = words_of(browser(carla).page(f"/care/sessions/{group.next}/cover"))
    assert "can read on Privacy who was named" in shown
