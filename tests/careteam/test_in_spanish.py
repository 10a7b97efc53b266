"""Staff who read Spanish read the Spanish names of groups, like their patients."""

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Person
from patient_app.core import clock
from patient_app.core.db import session, unit_of_work
from patient_app.schedule.models import Series
from patient_app.schedule.rules.kinds import AttendanceState
from patient_app.schedule.service.attendance import keep_attendance
from patient_app.schedule.service.requests import ask_for_another_time
from tests.careteam.screens import past_date, run_group, words_of
from tests.people import Someone


@unit_of_work()
def speak_spanish(who: Someone) -> None:
    session().get_one(Person, who.person_id).language = "es"


@unit_of_work()
def name_in_spanish(title: str) -> None:
    session().scalars(select(Series)).one().title_es = title


@pytest.fixture
def group(carla, ana):
    made = run_group(carla, ana)
    name_in_spanish("Grupo de la tarde")
    keep_attendance(
        ana.center_id, past_date(made), ana.person_id, AttendanceState.PRESENT, clock.now(),
        by=carla.actor,
    )  # fmt: skip
    ask_for_another_time(ana.person_id, ana.center_id, made.next, None, clock.now())
    return made


@pytest.mark.parametrize(
    "page",
    [
        "/care/week",
        "/care/series",
        "/care/requests",
        "/care/sessions/{date}",
        "/care/sessions/{date}/move",
        "/care/people/{ana}",
        "/care/people/invite",
    ],
)
def test_every_screen_names_the_group_in_spanish(browser, carla, ana, group, page):
    speak_spanish(carla)
    shown = words_of(browser(carla).page(page.format(date=group.next, ana=ana.person_id)))
    assert "Grupo de la tarde" in shown
    assert "Evening group" not in shown


def test_the_series_page_too_with_both_names_to_change(browser, carla, group):
    speak_spanish(carla)
    shown = browser(carla).page(f"/care/series/{group.series_id}")
    assert "<h1>Grupo de la tarde</h1>" in shown
    assert 'value="Evening group"' in shown


def test_the_front_desk_too(browser, fay, group):
    speak_spanish(fay)
    assert "Grupo de la tarde" in words_of(browser(fay).page("/care/people"))


def test_who_reads_english_and_groups_without_a_spanish_name_stay_as_they_are(
    browser, carla, dev, group
):
    assert "Evening group" in words_of(browser(carla).page("/care/week"))
    name_in_spanish("")
    speak_spanish(dev)
    assert "Evening group" in words_of(browser(dev).page("/care/week"))
