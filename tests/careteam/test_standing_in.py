"""Carla says who stands in for her."""

from datetime import timedelta

import pytest

from patient_app.episodes.queries.cover import covers_about
from tests.careteam.screens import today, words_of

PAGE = "/care/cover"


def days(someone, first: int = 0, last: int = 3) -> dict[str, str]:
    return {
        "cover_id": str(someone.person_id),
        "from_on": str(today() + timedelta(days=first)),
        "until_on": str(today() + timedelta(days=last)),
    }


def covers(carla) -> list[object]:
    return [row.id for row in covers_about(carla.center_id, carla.person_id, today())]


def test_a_cover_is_set_once_and_both_see_it(browser, carla, dev):
    for _ in range(2):
        assert browser(carla).post(PAGE, data=days(dev)).status_code == 303
    assert len(covers(carla)) == 1
    assert "Dev" in words_of(browser(carla).page(PAGE))
    assert "I stand in for Carla" in words_of(browser(dev).page(PAGE))


def test_carla_is_back(browser, carla, dev):
    browser(carla).post(PAGE, data=days(dev))
    (row_id,) = covers(carla)
    assert browser(dev).post(f"{PAGE}/end", data={"id": str(row_id)}).status_code == 404
    for _ in range(2):
        assert browser(carla).post(f"{PAGE}/end", data={"id": str(row_id)}).status_code == 303
    assert covers(carla) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"until_on": "2001-01-01"},
        {"from_on": ""},
        {"cover_id": "x"},
        {"cover_id": "{carla}"},
        {"x": "1"},
    ],
)
def test_odd_covers_are_refused_and_kept(browser, carla, dev, wrong):
    typed = days(dev) | wrong
    typed["cover_id"] = typed["cover_id"].replace("{carla}", str(carla.person_id))
    answer = browser(carla).post(PAGE, data=typed)
    assert answer.status_code == 422
    assert covers(carla) == []


@pytest.mark.parametrize("who", ["fay", "amir"])
def test_only_counselors_stand_in(browser, who, request, dev):
    assert browser(request.getfixturevalue(who)).post(PAGE, data=days(dev)).status_code == 403
