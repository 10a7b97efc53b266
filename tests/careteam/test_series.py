"""Carla makes a group, changes it, and gives people places in it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from patient_app.core.audit import Act
from patient_app.core.db import session
from patient_app.schedule.models import Enrolment, Occurrence, Series
from tests.careteam.screens import reads, run_group, today, wall, words_of
from tests.people import join_team, make_patient

EVENING = {
    "title": "Evening group",
    "title_es": "Grupo de la tarde",
    "kind": "group",
    "weekdays": ["0", "2", "4"],
    "starts": "18:00",
    "ends": "21:00",
    "repeats": "1",
    "until_on": "",
    "place": "Room 2",
    "capacity": "12",
    "join_link": "",
    "facilitator_id": "",
    "topics": ["", "", "", ""],
}


def evening(**changes) -> dict[str, object]:
    return EVENING | {"from_on": str(today())} | changes


def made(browser, carla, **changes):
    answer = browser(carla).post("/care/series/new", data=evening(**changes))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"].partition("?")[0]


def all_series() -> list[Series]:
    session().expire_all()
    return list(session().scalars(select(Series)))


def places() -> set[object]:
    session().expire_all()
    return set(session().scalars(select(Enrolment.person_id)))


def test_a_series_fills_the_coming_weeks(browser, carla):
    made(browser, carla)
    rows = session().scalars(select(Occurrence).order_by(Occurrence.starts_at)).all()
    assert {row.local.weekday() for row in rows} == {0, 2, 4}
    assert len(rows) >= 22
    assert all(wall(row.starts_at).endswith("18:00") for row in rows)


def test_a_series_sent_twice_is_made_once_with_what_was_typed_kept(browser, carla):
    made(browser, carla)
    answer = browser(carla).post("/care/series/new", data=evening())
    assert answer.status_code == 422
    assert 'value="Evening group"' in answer.get_data(as_text=True)
    assert len(all_series()) == 1


def test_a_single_date_needs_no_weekday(browser, carla):
    made(browser, carla, weekdays=[], repeats="once", kind="individual")
    assert len(session().scalars(select(Occurrence)).all()) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": ["7"]}, "weekdays"),
        ({"kind": "party"}, "kind"),
        ({"repeats": "daily"}, "repeats"),
        ({"starts": "late"}, "starts"),
        ({"until_on": "2001-01-01"}, "until_on"),
        ({"capacity": "many"}, "capacity"),
        ({"capacity": "0"}, "capacity"),
        ({"join_link": "ftp://a.example.org"}, "join_link"),
        ({"facilitator_id": "me"}, "facilitator_id"),
        ({"topics": ["x"]}, "topics"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(browser, carla, wrong, field):
    answer = browser(carla).post("/care/series/new", data=evening(**wrong))
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in shown
    assert f'id="f-{field}"' in shown
    assert all_series() == []


def test_someone_of_another_center_leads_no_group_here(browser, carla, nora):
    answer = browser(carla).post(
        "/care/series/new", data=evening(facilitator_id=str(nora.person_id))
    )
    assert answer.status_code == 422
    assert all_series() == []


def test_several_people_get_a_place_at_once(browser, center, carla, ana, ben):
    address = made(browser, carla, facilitator_id=str(carla.person_id))
    sent = {"episodes": [ana.episode_id, ben.episode_id], "from_on": str(today())}
    for _ in range(2):
        assert browser(carla).post(f"{address}/enrol", data=sent).status_code == 303
    assert places() == {ana.person_id, ben.person_id}
    assert len(session().scalars(select(Enrolment)).all()) == 2
    assert reads(Act.ENROLLED, ana) == 1


def test_a_full_group_takes_nobody_of_a_list_that_is_too_long(browser, carla, ana, ben):
    address = made(browser, carla, capacity="1", facilitator_id=str(carla.person_id))
    sent = {"episodes": [ana.episode_id, ben.episode_id], "from_on": str(today())}
    answer = browser(carla).post(f"{address}/enrol", data=sent)
    assert answer.status_code == 422
    assert places() == set()
    assert answer.get_data(as_text=True).count("checked") >= 2


def test_nobody_ticked_is_told(browser, carla):
    address = made(browser, carla)
    answer = browser(carla).post(f"{address}/enrol", data={"from_on": str(today())})
    assert answer.status_code == 422


def test_a_place_ends(browser, carla, ana):
    group = run_group(carla, ana)
    address = f"/care/series/{group.series_id}"
    place = re.search(r'name="places" value="([0-9a-f-]{36})"', browser(carla).page(address))
    assert place is not None
    sent = {"places": [place[1]], "last_on": str(today() - timedelta(days=1))}
    for _ in range(2):
        assert browser(carla).post(f"{address}/unenrol", data=sent).status_code == 303
    assert "Ana" not in words_of(browser(carla).page(address)).partition("Enrolled")[2]


def test_dev_sees_no_names_in_carlas_group_and_enrols_only_his_people(
    browser, center, carla, dev, ana, ben
):
    group = run_group(carla, ana)
    cleo = make_patient(center, "Cleo")
    join_team(cleo, dev)
    address = f"/care/series/{group.series_id}"
    shown = words_of(browser(dev).page(address))
    assert "Cleo" in shown
    assert "Ana" not in shown
    assert "Ben" not in shown
    for episode, status in ((ben.episode_id, 403), (cleo.episode_id, 303)):
        sent = {"episodes": [episode], "from_on": str(today())}
        assert browser(dev).post(f"{address}/enrol", data=sent).status_code == status
    place = session().scalar(select(Enrolment.id).where(Enrolment.person_id == ana.person_id))
    ended = {"places": [place], "last_on": str(today())}
    assert browser(dev).post(f"{address}/unenrol", data=ended).status_code == 403


def test_an_episode_of_another_center_cannot_be_enrolled(browser, elsewhere, carla):
    stranger = make_patient(elsewhere, "Zoe")
    address = made(browser, carla)
    sent = {"episodes": [stranger.episode_id], "from_on": str(today())}
    assert browser(carla).post(f"{address}/enrol", data=sent).status_code == 404


def test_a_series_changes_from_now_on(browser, carla, ana):
    address = made(browser, carla)
    changed = evening(title="Night group", starts="19:00", weekdays=["1"])
    assert browser(carla).post(address, data=changed).status_code == 303
    shown = words_of(browser(carla).page(address))
    assert "Night group" in shown
    assert "Tue 7:00 – 9:00 PM" in shown


def test_a_series_ends(browser, carla, ana):
    group = run_group(carla, ana)
    address = f"/care/series/{group.series_id}"
    assert browser(carla).post(f"{address}/end", data={"last_on": ""}).status_code == 422
    assert browser(carla).post(f"{address}/end", data={"last_on": str(today())}).status_code == 303
    later = select(Occurrence.id).where(
        Occurrence.held_on > today(), Occurrence.state == "scheduled"
    )
    assert session().scalars(later).all() == []


@pytest.mark.parametrize("path", ["/care/series", "/care/series/new", "/care/topics"])
def test_the_front_desk_makes_no_series(browser, fay, path):
    assert browser(fay).get(path).status_code == 403


def test_nora_finds_no_series_of_this_center(browser, carla, ana, nora):
    group = run_group(carla, ana)
    address = f"/care/series/{group.series_id}"
    assert browser(nora).post(f"{address}/end", data={"last_on": str(today())}).status_code == 404
    assert browser(nora).post(address, data=evening()).status_code == 404
