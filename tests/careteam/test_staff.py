"""Amir lets colleagues in, changes their roles, and out."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from patient_app.accounts.models import Password, Person
from patient_app.accounts.queries.people import roles_at
from patient_app.accounts.service.passwords import hash_password
from patient_app.core import clock
from patient_app.core.actors import Role
from patient_app.core.db import session, unit_of_work
from patient_app.episodes.queries.team import care_team
from tests.careteam.screens import words_of

PAGE = "/care/staff"
GUS = {"name": "Gus", "language": "en", "roles": ["counselor", "front_desk"]}


def person(name: str) -> Person | None:
    session().expire_all()
    return next((each for each in session().scalars(select(Person)) if each.name == name), None)


def at(someone, what: str) -> str:
    return f"{PAGE}/{someone.person_id}/{what}"


def test_a_colleague_is_invited_with_roles_and_a_code(browser, amir, center):
    answer = browser(amir).post(PAGE, data=GUS)
    assert answer.status_code == 200
    assert 'class="code-large"' in answer.get_data(as_text=True)
    gus = person("Gus")
    assert gus is not None
    found = roles_at(gus.id, center.center_id, clock.now())
    assert found == {Role.COUNSELOR, Role.FRONT_DESK}
    assert "Gus Counselor, Front desk Invited" in words_of(browser(amir).page(PAGE))


def test_a_doubled_form_is_refused(browser, amir, center):
    browser(amir).post(PAGE, data=GUS)
    assert browser(amir).post(PAGE, data=GUS).status_code == 422


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"roles": []}, {"roles": ["patient"]}, {"language": "x"}]
)
def test_odd_colleagues_are_refused(browser, amir, center, wrong):
    assert browser(amir).post(PAGE, data=GUS | wrong).status_code == 422
    assert person("Gus") is None


def test_roles_are_given_and_ended(browser, amir, fay, center):
    for _ in range(2):
        browser(amir).post(at(fay, "roles"), data={"role": "admin"})
    now = clock.now()
    assert roles_at(fay.person_id, center.center_id, now) == {Role.FRONT_DESK, Role.ADMIN}
    browser(amir).post(at(fay, "roles/end"), data={"role": "front_desk"})
    assert roles_at(fay.person_id, center.center_id, clock.now()) == {Role.ADMIN}


def test_the_last_role_is_not_ended_by_a_slip(browser, amir, fay, center):
    assert browser(amir).post(at(fay, "roles/end"), data={"role": "front_desk"}).status_code == 422
    assert roles_at(fay.person_id, center.center_id, clock.now()) == {Role.FRONT_DESK}


def test_nobody_can_be_made_a_patient_here(browser, amir, fay):
    assert browser(amir).post(at(fay, "roles"), data={"role": "patient"}).status_code == 404


def test_carla_leaves_only_with_someone_to_take_over(browser, amir, carla, dev, ana):
    assert browser(amir).post(at(carla, "deactivate"), data={"heir_id": ""}).status_code == 422
    sent = {"heir_id": str(dev.person_id)}
    assert browser(amir).post(at(carla, "deactivate"), data=sent).status_code == 303
    assert [each.name for each in care_team(ana.person_id, clock.now())] == ["Dev"]
    assert "Carla" not in words_of(browser(amir).page(PAGE))


def test_carla_keeps_her_role_while_she_has_people(browser, amir, carla, ana, center):
    browser(amir).post(at(carla, "roles"), data={"role": "front_desk"})
    refused = browser(amir).post(at(carla, "roles/end"), data={"role": "counselor"})
    assert refused.status_code == 422
    assert Role.COUNSELOR in roles_at(carla.person_id, center.center_id, clock.now())


@pytest.mark.parametrize("who", ["fay", "nora", "ana"])
def test_an_heir_is_a_counselor_here(browser, amir, carla, ana, who, request):
    heir = request.getfixturevalue(who)
    sent = {"heir_id": str(heir.person_id)}
    assert browser(amir).post(at(carla, "deactivate"), data=sent).status_code == 422


def test_an_admin_does_not_lock_themselves_out(browser, amir):
    assert browser(amir).post(at(amir, "deactivate"), data={"heir_id": ""}).status_code == 422


def test_a_colleague_gets_a_way_back_in_once_confirmed(browser, amir, fay):
    assert browser(amir).post(at(fay, "way-back"), data={}).status_code == 422
    answer = browser(amir).post(at(fay, "way-back"), data={"confirmed": "yes"})
    assert 'class="code-large"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("", GUS),
        ("/{fay}/roles", {"role": "admin"}),
        ("/{fay}/deactivate", {"heir_id": ""}),
        ("/{fay}/way-back", {"confirmed": "yes"}),
    ],
)
def test_who_has_which_access_changes_only_after_a_fresh_sign_in(browser, amir, fay, what, sent):
    laptop = browser(amir)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        answer = laptop.post(PAGE + what.replace("{fay}", str(fay.person_id)), data=sent)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "again_password" in shown or "again_passkey" in shown or "sign in" in shown.lower()
    assert person("Gus") is None
    assert roles_at(fay.person_id, fay.center_id, clock.now()) == {Role.FRONT_DESK}


@unit_of_work()
def give_password(someone, words: str) -> None:
    hashed = hash_password(words, ())
    session().add(Password(person_id=someone.person_id, hash=hashed, changed_at=clock.now()))


def test_a_form_that_came_too_late_goes_through_whole_with_the_proof(browser, amir, center):
    give_password(amir, "quiet river lantern morning")
    laptop = browser(amir)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        asked = laptop.post(PAGE, data=GUS).get_data(as_text=True)
        for role in GUS["roles"]:
            assert f'name="roles" value="{role}"' in asked
        proof = {"again_password": "quiet river lantern morning"}
        assert laptop.post(PAGE, data=GUS | proof).status_code == 200
    gus = person("Gus")
    assert gus is not None
    assert len(roles_at(gus.id, center.center_id, clock.now() + timedelta(hours=1))) == 2


@pytest.mark.parametrize("who", ["ana", "nora"])
def test_patients_and_other_centers_are_no_colleagues(browser, amir, who, request):
    someone = request.getfixturevalue(who)
    assert browser(amir).get(f"{PAGE}/{someone.person_id}").status_code == 404
    for what, sent in (
        ("deactivate", {"heir_id": ""}),
        ("roles", {"role": "admin"}),
        ("way-back", {"confirmed": "yes"}),
    ):
        assert browser(amir).post(at(someone, what), data=sent).status_code == 404


@pytest.mark.parametrize("who", ["carla", "fay"])
def test_staff_is_the_admins(browser, who, request):
    desk = browser(request.getfixturevalue(who))
    assert desk.get(PAGE).status_code == 403
    assert desk.post(PAGE, data=GUS).status_code == 403
