"""Roles: given, ended at once, and nobody left with an open door."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Person
from patient_app.accounts.queries.people import centers_of, roles_at, staff_of
from patient_app.accounts.service.roles import (
    LastAdmin,
    deactivate_staff,
    end_role,
    give_role,
)
from patient_app.core import clock, events
from patient_app.core.actors import Role
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from tests.accounts.ways import give_password, sign_in


def _acts(someone) -> list[str]:
    wanted = select(AuditEvent.act, AuditEvent.thing).where(
        AuditEvent.subject_id == someone.actor.subject_id
    )
    return [f"{act} {thing}" for act, thing in session().execute(wanted)]


def test_a_role_counts_from_the_next_request_on(browser, carla, amir):
    laptop = browser(carla)
    give_role(carla.person_id, carla.center_id, Role.ADMIN, amir.actor, clock.now())
    assert roles_at(carla.person_id, carla.center_id, clock.now()) == {Role.ADMIN, Role.COUNSELOR}
    assert _acts(carla) == [f"{Act.ROLE_GIVEN} role:admin"]
    assert laptop.get("/settings").status_code == 200


def test_giving_it_twice_changes_nothing(carla, amir):
    for _ in range(2):
        give_role(carla.person_id, carla.center_id, Role.ADMIN, amir.actor, clock.now())
    assert _acts(carla) == [f"{Act.ROLE_GIVEN} role:admin"]


def test_ending_the_only_role_shuts_the_door_at_once(browser, carla, amir):
    laptop = browser(carla)
    end_role(carla.person_id, carla.center_id, Role.COUNSELOR, amir.actor, clock.now())
    assert laptop.get("/settings").status_code == 303
    assert _acts(carla) == [f"{Act.ROLE_ENDED} role:counselor"]


def test_the_last_admin_stays(amir):
    with pytest.raises(LastAdmin):
        end_role(amir.person_id, amir.center_id, Role.ADMIN, amir.actor, clock.now())
    with pytest.raises(LastAdmin):
        deactivate_staff(amir.person_id, amir.center_id, None, amir.actor, clock.now())
    assert roles_at(amir.person_id, amir.center_id, clock.now()) == {Role.ADMIN}


def test_someone_who_leaves_is_out_with_the_same_commit(browser, carla, dev, amir):
    give_password(carla)
    told = []
    events.listen(events.StaffLeft, told.append)
    laptop = browser(carla)
    deactivate_staff(carla.person_id, carla.center_id, dev.person_id, amir.actor, clock.now())
    assert laptop.get("/settings").status_code == 303
    assert sign_in(browser(), "carla").status_code == 422
    assert session().get(Person, carla.person_id).deactivated_at
    heirs = [event.heir_id for event in told if event.person_id == carla.person_id]
    assert heirs == [dev.person_id]


def test_someone_who_works_at_two_centers_keeps_the_other(carla, amir, elsewhere):
    give_role(carla.person_id, elsewhere.center_id, Role.COUNSELOR, amir.actor, clock.now())
    deactivate_staff(carla.person_id, carla.center_id, None, amir.actor, clock.now())
    assert centers_of(carla.person_id, clock.now()) == [elsewhere.center_id]
    assert session().get(Person, carla.person_id).deactivated_at is None


def test_a_counselor_who_is_a_patient_too_keeps_the_notebook(ana, amir):
    give_role(ana.person_id, ana.center_id, Role.COUNSELOR, amir.actor, clock.now())
    deactivate_staff(ana.person_id, ana.center_id, None, amir.actor, clock.now())
    assert roles_at(ana.person_id, ana.center_id, clock.now()) == {Role.PATIENT}


def test_a_role_that_starts_tomorrow_is_no_role_today(carla, amir):
    tomorrow = clock.now() + timedelta(days=1)
    give_role(carla.person_id, carla.center_id, Role.ADMIN, amir.actor, tomorrow)
    assert Role.ADMIN not in roles_at(carla.person_id, carla.center_id, clock.now())


def test_the_list_of_staff_names_those_of_this_center(carla, dev, nora, ana):
    names = [member.name for member in staff_of(carla.center_id, clock.now())]
    assert names == ["Carla", "Dev"]
