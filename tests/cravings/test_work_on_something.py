"""What Ana is working on: from the list or in her own words; put away and taken up again."""

import pytest
from sqlalchemy import select

from patient_app.core.db import session
from patient_app.cravings.models import AboutItem
from tests.cravings.telling import in_order, tell, text_of

pytestmark = pytest.mark.usefixtures("tuesday")


def items() -> list[AboutItem]:
    session().expire_all()
    return list(session().scalars(select(AboutItem).order_by(AboutItem.made_at)))


def add(phone, **form):
    return phone.post("/log/working-on", data={"goal": "stop", **form})


def test_from_the_list_with_a_first_day(phone):
    assert add(phone, code="alcohol", start_on="2026-09-07").status_code == 303
    told = text_of(phone.page("/log/working-on"))
    assert in_order(told, ["Alcohol", "Stop · since Sep 7, 2026", "Add something"])


def test_her_own_words_win_over_the_list(phone):
    add(phone, code="alcohol", label="Late-night bets", goal="cut_down")
    item = items()[0]
    assert (item.code, item.label, item.goal, item.start_on) == (
        None,
        "Late-night bets",
        "cut_down",
        None,
    )
    urge_page = tell(phone, phone_owner(item), "craving.log", "2026-10-13T14:40")
    assert f'value="own:{item.id}"' in phone.page(f"/log/{urge_page}/change")


def phone_owner(item: AboutItem):
    """Whose phone it is, for what the phone sends."""
    return type("Owner", (), {"person_id": item.person_id})()


def test_naming_nothing_keeps_what_was_typed(phone):
    sent = add(phone, start_on="2026-09-07")
    assert sent.status_code == 422
    told = sent.get_data(as_text=True)
    assert in_order(told, ["Choose one from the list", 'value="2026-09-07"'])
    assert items() == []


@pytest.mark.parametrize("wrong", [{"start_on": "soon"}, {"goal": "win"}, {"label": "x" * 61}])
def test_what_does_not_fit_is_said(phone, wrong):
    assert add(phone, code="alcohol", **wrong).status_code == 422
    assert items() == []


def test_the_same_twice_is_said_kindly(phone):
    add(phone, code="alcohol")
    sent = add(phone, code="alcohol")
    assert sent.status_code == 422
    assert "This is on your list already." in sent.get_data(as_text=True)
    assert len(items()) == 1


def test_it_can_be_changed(phone):
    add(phone, code="alcohol")
    address = f"/log/working-on/{items()[0].id}"
    assert 'value="alcohol" checked' in phone.page(address)
    phone.post(address, data={"code": "alcohol", "goal": "cut_down", "shows_run": "yes"})
    assert (items()[0].goal, items()[0].shows_run) == ("cut_down", True)
    assert 'name="shows_run" value="yes" checked' in phone.page(address)


def test_put_away_and_taken_up_again(phone):
    add(phone, code="alcohol")
    away = f"/log/working-on/{items()[0].id}/away"
    phone.post(away)
    assert in_order(text_of(phone.page("/log/working-on")), ["Put away", "Alcohol"])
    phone.post(away, data={"back": "yes"})
    assert "Put away" not in phone.page("/log/working-on")


def test_adding_what_was_put_away_takes_it_up_again(phone):
    add(phone, code="alcohol")
    phone.post(f"/log/working-on/{items()[0].id}/away")
    add(phone, code="alcohol", start_on="2026-10-01")
    assert [(each.ended_at, str(each.start_on)) for each in items()] == [(None, "2026-10-01")]


def test_for_ben_it_does_not_exist(phone, browser, ben):
    add(phone, code="alcohol")
    other, address = browser(ben), f"/log/working-on/{items()[0].id}"
    assert other.get(address).status_code == 404
    assert other.post(address, data={"code": "alcohol", "goal": "stop"}).status_code == 404
    assert other.post(f"{address}/away").status_code == 404
    assert items()[0].ended_at is None
