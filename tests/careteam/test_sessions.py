"""Carla moves, cancels and changes one date; the others stay."""

from datetime import timedelta

import pytest

from patient_app.core import clock
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.service.intents import answer_intent
from tests.careteam.screens import occurrence, run_group, today, wall, words_of
from tests.people import make_staff


@pytest.fixture
def group(carla, ana):
    return run_group(carla, ana)


def at(group, what: str = "") -> str:
    return f"/care/sessions/{group.next}{'/' + what if what else ''}"


def new_time(days: int = 3) -> dict[str, str]:
    return {"on": str(today() + timedelta(days=days)), "starts": "10:00", "ends": "12:30"}


def test_one_date_moves_and_ana_is_asked_again(browser, carla, ana, group):
    answer_intent(
        ana.person_id, ana.center_id, group.next, Intent(IntentAnswer.COMING), clock.now()
    )
    second = wall(occurrence(group.dates[1]).starts_at)
    answer = browser(carla).post(at(group, "move"), data=new_time())
    assert answer.status_code == 303
    row = occurrence(group.next)
    assert wall(row.starts_at).endswith("10:00")
    assert row.ends_at - row.starts_at == timedelta(hours=2, minutes=30)
    assert wall(occurrence(group.dates[1]).starts_at) == second
    assert "Ana No word yet" in words_of(browser(carla).page(at(group)))


def test_moving_twice_to_the_same_time_moves_once(browser, carla, group):
    for _ in range(2):
        assert browser(carla).post(at(group, "move"), data=new_time()).status_code == 303
    assert occurrence(group.next).moves == 1


def test_a_move_into_the_past_is_refused_and_kept(browser, carla, group):
    answer = browser(carla).post(at(group, "move"), data=new_time(-3))
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "The new time has already passed" in shown
    assert f'value="{today() - timedelta(days=3)}"' in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": ""},
        {"on": "<script>alert(1)</script>"},
        {"on": "9999-12-31"},
        {"starts": "25:00"},
        {"ends": "x" * 10_000},
        {"surprise": "1"},
    ],
)
def test_odd_times_are_refused_with_what_was_typed(browser, carla, group, wrong):
    answer = browser(carla).post(at(group, "move"), data=new_time() | wrong)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="10:00"' in shown or "starts" in wrong
    assert "<script>alert" not in shown
    assert occurrence(group.next).moves == 0


def test_a_cancelled_date_says_why_to_everyone_enrolled(browser, carla, ana, group):
    for _ in range(2):
        sent = browser(carla).post(at(group, "cancel"), data={"reason": "Thanksgiving"})
        assert sent.status_code == 303
    shown = words_of(browser(carla).page(at(group)))
    assert "Canceled. Thanksgiving" in shown
    assert "Thanksgiving" in words_of(browser(ana).page(f"/schedule/{group.next}"))
    assert occurrence(group.dates[1]).state == "scheduled"


def test_a_cancelled_date_takes_place_after_all(browser, carla, group):
    browser(carla).post(at(group, "cancel"), data={"reason": "Thanksgiving"})
    browser(carla).post(at(group, "restore"))
    row = occurrence(group.next)
    assert (row.state, row.reason) == ("scheduled", None)


def test_a_reason_has_one_line(browser, carla, group):
    answer = browser(carla).post(at(group, "cancel"), data={"reason": "x" * 121})
    assert answer.status_code == 422
    assert occurrence(group.next).state == "scheduled"


def test_someone_covers_one_date(browser, carla, dev, group):
    browser(carla).post(at(group, "cover"), data={"facilitator_id": str(dev.person_id)})
    assert "Led by Dev" in words_of(browser(carla).page(at(group)))
    assert occurrence(group.dates[1]).facilitator_id is None
    browser(carla).post(at(group, "cover"), data={"facilitator_id": ""})
    assert occurrence(group.next).facilitator_id is None


@pytest.mark.parametrize("who", ["nora", "ana"])
def test_only_staff_of_the_center_cover(browser, carla, group, who, request):
    outsider = request.getfixturevalue(who)
    sent = {"facilitator_id": str(outsider.person_id)}
    assert browser(carla).post(at(group, "cover"), data=sent).status_code == 422


def test_place_link_and_topic_are_of_this_date_alone(browser, carla, group):
    laptop = browser(carla)
    laptop.post("/care/topics", data={"name_en": "Being bored", "name_es": "El aburrimiento"})
    topic = (
        laptop.page(at(group, "details")).partition("Being bored")[0].rpartition('value="')[2][:36]
    )
    sent = {"place": "Room 9", "join_link": "https://video.example.org/a", "topic_id": topic}
    assert laptop.post(at(group, "details"), data=sent).status_code == 303
    shown = words_of(laptop.page(at(group)))
    assert "Place Room 9" in shown
    assert "Topic Being bored" in shown
    assert "https://video.example.org/a" in laptop.page(at(group))
    assert occurrence(group.dates[1]).place is None


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "http://a.example.org",
        "https://",
        "https://a b",
        "https://u:p@a.org",
        "https://[::1",
    ],
)
def test_a_link_is_an_https_address(browser, carla, group, link):
    sent = {"place": "", "join_link": link, "topic_id": ""}
    assert browser(carla).post(at(group, "details"), data=sent).status_code == 422
    assert occurrence(group.next).join_link is None


def test_a_topic_is_named_once_in_both_languages(browser, carla):
    laptop = browser(carla)
    sent = {"name_en": "Being bored", "name_es": "El aburrimiento"}
    assert laptop.post("/care/topics", data=sent).status_code == 303
    assert laptop.post("/care/topics", data=sent).status_code == 422
    assert laptop.post("/care/topics", data={"name_en": "Trust"}).status_code == 422


@pytest.mark.parametrize("what", ["move", "cover", "cancel", "details"])
def test_the_front_desk_and_other_centers_change_nothing(browser, fay, nora, group, what):
    assert browser(fay).get(at(group, what)).status_code == 403
    assert browser(fay).post(at(group, what), data=new_time()).status_code == 403
    assert browser(nora).get(at(group, what)).status_code == 404
    valid = {
        "move": new_time(),
        "cover": {"facilitator_id": ""},
        "cancel": {"reason": ""},
        "details": {"place": "x"},
    }
    assert browser(nora).post(at(group, what), data=valid[what]).status_code == 404


def test_a_deactivated_counselor_is_out_at_once(browser, amir, carla, dev, center, group):
    eva = make_staff(center, "Eva", "counselor")
    laptop = browser(eva)
    assert laptop.get(at(group)).status_code == 200
    browser(amir).post(f"/care/staff/{eva.person_id}/deactivate", data={"heir_id": ""})
    assert laptop.get(at(group)).status_code == 303
    assert laptop.post(at(group, "cancel"), data={"reason": ""}).status_code == 401
