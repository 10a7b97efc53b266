"""What accounts hand out and forget."""

import json

from sqlalchemy import select

from patient_app.accounts import personal_data
from patient_app.accounts.models import Invitation, Password, Person, SignInSession
from patient_app.accounts.queries.people import find_by_sign_in_name, subject_of
from patient_app.core import clock
from patient_app.core.db import session, unit_of_work
from tests.accounts.ways import WORDS, give_password, invite, join, sign_in


@unit_of_work()
def _erase(person_id) -> None:
    personal_data.erase(person_id, clock.now())


def test_ana_gets_what_is_hers_and_no_secret(browser, ana):
    give_password(ana)
    browser(ana)
    told = personal_data.export(ana.person_id)
    assert told["person"][0]["sign_in_name"] == "ana"
    assert told["roles"][0]["role"] == "patient"
    assert [way["kind"] for way in told["ways_to_sign_in"]] == ["password"]
    assert len(told["sign_ins"]) == 1
    assert "argon2" not in json.dumps(told)


def test_none_of_bens_is_among_it(browser, ana, ben):
    browser(ben)
    told = personal_data.export(ana.person_id)
    assert told["sign_ins"] == []
    assert "ben" not in json.dumps(told).casefold()


def test_once_erased_nothing_lets_her_in_or_names_her(browser, ana):
    give_password(ana)
    phone = browser(ana)
    _erase(ana.person_id)
    assert phone.get("/settings").status_code == 303
    assert sign_in(browser(), "ana", WORDS).status_code == 422
    assert find_by_sign_in_name("ana") is None
    assert subject_of(ana.person_id) is None
    assert session().get(Person, ana.person_id).name == "–"
    for table in (Password, SignInSession):
        wanted = select(table).where(table.person_id == ana.person_id)
        assert session().scalars(wanted).all() == []


def test_an_open_invitation_of_hers_is_void(browser, center):
    code = invite(center)
    person_id = session().scalar(select(Invitation.person_id))
    _erase(person_id)
    assert browser().post(f"/invite/{code}").status_code == 422


def test_the_name_is_free_again(browser, ana, center):
    _erase(ana.person_id)
    assert join(browser(), invite(center), name="ana").location == "/join/done"
