"""The way back in: staff let someone in again, and never learn a password."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from patient_app.accounts.models import Passkey, Password, Person, SignInSession, Totp
from patient_app.accounts.queries.access_changes import recent_access_changes
from patient_app.accounts.queries.people import find_by_sign_in_name, roles_at
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import create_person, issue_code, issue_way_back
from patient_app.accounts.service.roles import give_role
from patient_app.core import clock, events
from patient_app.core.actors import Role
from patient_app.core.audit import Act
from patient_app.core.db import session, unit_of_work
from patient_app.operations.prune import prune
from tests.accounts.ways import OTHER_WORDS, WORDS, give_app, give_password, join, sign_in


def _way_back(someone, by) -> str:
    return issue_way_back(someone.person_id, someone.center_id, by.actor, clock.now()).code


@unit_of_work()
def _give_passkey(someone) -> None:
    session().add(
        Passkey(
            person_id=someone.person_id,
            credential_id=b"old phone",
            public_key=b"key",
            created_at=clock.now(),
        )
    )


def _count(table, someone) -> int:
    wanted = select(table).where(table.person_id == someone.person_id)
    return len(session().scalars(wanted).all())


def test_ana_gets_back_in_as_the_same_person(browser, ana, carla):
    give_password(ana)
    phone = browser()
    answer = join(phone, _way_back(ana, carla), name="ana", words=OTHER_WORDS)
    assert answer.location == "/join/done"
    assert find_by_sign_in_name("ana").id == ana.person_id
    assert sign_in(browser(), "ana", OTHER_WORDS).status_code == 303


def test_her_old_ways_in_are_gone(browser, ana, carla):
    give_password(ana)
    _give_passkey(ana)
    give_app(ana)
    old_phone = browser(ana)
    join(browser(), _way_back(ana, carla), name="ana", words=OTHER_WORDS)
    assert old_phone.get("/settings").status_code == 303
    assert sign_in(browser(), "ana", WORDS).status_code == 422
    assert (_count(Passkey, ana), _count(Totp, ana), _count(Password, ana)) == (0, 0, 1)
    ended = session().scalars(select(SignInSession.ended_by)).all()
    assert sorted(map(str, ended)) == ["None", "way_back"]


def test_everything_still_works_until_she_has_finished(browser, ana, carla):
    give_password(ana)
    phone = browser()
    phone.post(f"/invite/{_way_back(ana, carla)}")
    phone.post("/join", data={"name": "ana", "shared": "no"})
    assert browser(ana).get("/settings").status_code == 200
    assert sign_in(browser(), "ana").status_code == 303


def test_her_name_stands_in_the_form_and_may_change(browser, ana, carla):
    phone = browser()
    code = _way_back(ana, carla)
    phone.post(f"/invite/{code}")
    page = phone.page("/join")
    assert 'value="ana"' in page
    assert "every other device is signed out" in page
    assert join(phone, code, name="quiet heron").location == "/join/done"
    assert find_by_sign_in_name("ana") is None


def test_it_tells_those_who_keep_subscriptions(browser, ana, carla):
    told = []
    events.listen(events.SessionsEnded, told.append)
    browser(ana)
    join(browser(), _way_back(ana, carla), name="ana", words=OTHER_WORDS)
    assert any(event.person_id == ana.person_id and event.session_ids for event in told)


def test_ana_sees_who_gave_it_and_that_it_was_used(browser, ana, carla):
    join(browser(), _way_back(ana, carla), name="ana", words=OTHER_WORDS)
    changes = recent_access_changes(ana.person_id, clock.now())
    assert [(change.act, change.by_name) for change in changes] == [
        (Act.WAY_BACK_USED, None),
        (Act.WAY_BACK_ISSUED, "Carla"),
    ]


def test_a_month_later_it_is_no_news(browser, ana, carla):
    _way_back(ana, carla)
    later = clock.now() + timedelta(days=31)
    assert not recent_access_changes(ana.person_id, later)


@pytest.mark.parametrize(("hours", "status"), [(71, 303), (73, 422)])
def test_it_works_for_three_days(browser, ana, carla, hours, status):
    code = _way_back(ana, carla)
    with time_machine.travel(clock.now() + timedelta(hours=hours)):
        assert browser().post(f"/invite/{code}").status_code == status


def test_it_works_once(browser, ana, carla):
    code = _way_back(ana, carla)
    join(browser(), code, name="ana")
    assert browser().post(f"/invite/{code}").status_code == 422


def test_someone_who_never_joined_gets_a_fresh_invitation(browser, center, carla):
    from patient_app.accounts.models import Invitation

    rosa = create_person("Rosa", "en", clock.now())
    issue_way_back(rosa, center.center_id, carla.actor, clock.now())
    purpose = session().scalar(select(Invitation.purpose).where(Invitation.person_id == rosa))
    assert purpose == Purpose.JOIN


def test_a_colleague_who_never_joined_stays_a_colleague_when_old_codes_are_gone(
    browser, center, amir
):
    erin = create_person("Erin", "en", clock.now())
    give_role(erin, center.center_id, Role.COUNSELOR, amir.actor, clock.now())
    issue_code(erin, center.center_id, Purpose.STAFF, amir.actor, clock.now())
    prune(clock.now() + timedelta(days=200))
    fresh = issue_way_back(erin, center.center_id, amir.actor, clock.now())
    join(browser(), fresh.code, name="erin")
    assert roles_at(erin, center.center_id, clock.now()) == {Role.COUNSELOR}


def test_someone_who_left_the_center_does_not_get_back_in(browser, carla, amir):
    from patient_app.accounts.service.roles import deactivate_staff

    code = _way_back(carla, amir)
    deactivate_staff(carla.person_id, carla.center_id, None, amir.actor, clock.now())
    assert browser().post(f"/invite/{code}").status_code == 422
    assert session().get(Person, carla.person_id).deactivated_at
