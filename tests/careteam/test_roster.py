"""Who sees which names of a session."""

import pytest

from patient_app.core import clock
from patient_app.core.audit import Act
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.service.intents import answer_intent
from patient_app.schedule.service.occurrences import substitute
from tests.careteam.screens import reads, run_group, words_of
from tests.people import join_team, make_patient, make_staff
from tests.schedule.evenings import queries_counted


@pytest.fixture
def group(carla, ana, ben):
    return run_group(carla, ana, ben)


def address(occurrence_id) -> str:
    return f"/care/sessions/{occurrence_id}"


def cannot(ana, group, note: str) -> None:
    answer_intent(
        ana.person_id,
        ana.center_id,
        group.next,
        Intent(IntentAnswer.CANNOT, note=note),
        clock.now(),
    )


def test_carla_leads_the_group_and_sees_everyone_with_what_they_said(browser, carla, ana, group):
    answer_intent(
        ana.person_id, ana.center_id, group.next, Intent(IntentAnswer.COMING), clock.now()
    )
    shown = words_of(browser(carla).page(address(group.next)))
    assert "Ana Coming" in shown
    assert "Ben No word yet" in shown


def test_reading_a_roster_is_written_down_for_each_person_on_it(browser, carla, ana, ben, group):
    browser(carla).page(address(group.next))
    assert (reads(Act.READ_ROSTER, ana), reads(Act.READ_ROSTER, ben)) == (1, 1)


def test_dev_is_not_on_anyones_team_and_sees_a_number(browser, dev, ana, group):
    shown = words_of(browser(dev).page(address(group.next)))
    assert "Ana" not in shown
    assert "And 2 people you do not work with." in shown
    assert reads(Act.READ_ROSTER, ana) == 0


def test_dev_who_covers_one_date_sees_that_roster_and_nothing_else(browser, carla, dev, ana, group):
    substitute(carla.center_id, group.next, dev.person_id, clock.now(), by=carla.actor)
    laptop = browser(dev)
    assert "Ana" in words_of(laptop.page(address(group.next)))
    assert "Ana" not in words_of(laptop.page(address(group.dates[1])))
    assert laptop.get(f"/care/people/{ana.person_id}").status_code == 404
    assert "Ana" not in words_of(laptop.page("/care/people"))


def test_a_substitute_does_not_read_what_ana_wrote(browser, carla, dev, ana, group):
    cannot(ana, group, "my mother is ill")
    substitute(carla.center_id, group.next, dev.person_id, clock.now(), by=carla.actor)
    assert "my mother" not in browser(dev).page(address(group.next))
    assert "my mother" in browser(carla).page(address(group.next))


def test_the_front_desk_sees_names_and_times_and_not_words(browser, fay, ana, group):
    cannot(ana, group, "my mother is ill")
    shown = words_of(browser(fay).page(address(group.next)))
    assert "Ana Can't come" in shown
    assert "mother" not in shown
    assert "Move" not in shown


def test_the_front_desk_opens_no_persons_page(browser, fay, ana, group):
    desk = browser(fay)
    assert f"/care/people/{ana.person_id}" not in desk.page(address(group.next))
    assert desk.get(f"/care/people/{ana.person_id}").status_code == 403
    assert desk.get("/care/requests").status_code == 403


def test_a_counselor_on_bens_team_sees_ben_in_carlas_group(browser, center, carla, ana, ben, group):
    eva = make_staff(center, "Eva", "counselor")
    join_team(ben, eva)
    shown = words_of(browser(eva).page(address(group.next)))
    assert "Ben" in shown
    assert "Ana" not in shown
    assert "And 1 person you do not work with." in shown


def test_another_centers_session_does_not_exist(browser, nora, group):
    assert browser(nora).get(address(group.next)).status_code == 404
    assert browser(nora).get(f"/care/series/{group.series_id}").status_code == 404


def test_an_admin_sees_no_patients(browser, amir, ana, group):
    desk = browser(amir)
    for page in (
        "/care/week",
        "/care/people",
        address(group.next),
        f"/care/people/{ana.person_id}",
    ):
        assert desk.get(page).status_code == 403
    assert desk.get("/care").headers["Location"] == "/care/staff"
    assert "Ana" not in words_of(desk.page("/care/staff"))


def test_patients_never_see_a_roster(browser, ana, group):
    assert browser(ana).get(address(group.next)).status_code == 404


def test_the_week_shows_sessions_and_no_names(browser, carla, fay, ana, group):
    for someone in (carla, fay):
        shown = words_of(browser(someone).page("/care/week"))
        assert "Evening group" in shown
        assert "Ana" not in shown


def test_weeks_can_be_turned_and_odd_dates_do_not_exist(browser, carla, group):
    laptop = browser(carla)
    assert "/care/week/" in laptop.page("/care/week")
    assert laptop.get("/care/week/2026-12-07").status_code == 200
    for odd in ("yesterday", "9999-12-31", "2026-13-01", "1999-12-31"):
        assert laptop.get(f"/care/week/{odd}").status_code == 404


@pytest.mark.parametrize("page", ["/care/sessions/{date}", "/care/series/{series}", "/care/people"])
def test_more_people_do_not_mean_more_queries(browser, center, carla, ana, page):
    counts = []
    for crowd in (["Abe"], ["Bo", "Cy", "Di", "Ed", "Flo", "Gus"]):
        people = [make_patient(center, name) for name in crowd]
        for each in people:
            join_team(each, carla)
        group = run_group(carla, *people, title=f"Group of {len(people)}")
        address = page.format(date=group.next, series=group.series_id)
        with queries_counted() as seen:
            browser(carla).page(address)
            counts.append(len(seen))
    assert counts[1] <= counts[0]
