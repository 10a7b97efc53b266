"""Ana goes on leave, comes back, steps down, leaves and returns."""

from datetime import date, timedelta

import pytest

from patient_app.accounts.queries.people import roles_at
from patient_app.core import clock, events
from patient_app.core.actors import Role
from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.core.events import EpisodeEnded
from patient_app.episodes.models import Episode
from patient_app.episodes.queries.episodes import changes_of
from patient_app.episodes.queries.team import on_care_team
from patient_app.episodes.refusals import DatesCross, StepNotOpen
from patient_app.episodes.rules.people import Leave
from patient_app.episodes.service import stay


def today() -> date:
    return clock.now().date()


def episode_of(person) -> Episode:
    session().expire_all()
    return session().get_one(Episode, person.episode_id)


def away(first: int, last: int | None = None) -> Leave:
    until_on = None if last is None else today() + timedelta(days=last)
    return Leave(today() + timedelta(days=first), until_on)


def test_a_leave_begins_at_once_and_ends_on_return(ana, carla):
    stay.go_on_leave(carla.actor, ana.episode_id, away(-1, 9), clock.now())
    assert episode_of(ana).state == "on_leave"
    stay.return_from_leave(carla.actor, ana.episode_id, clock.now())
    assert (episode_of(ana).state, episode_of(ana).leave_from_on) == ("returned", None)


def test_a_leave_ahead_begins_and_ends_by_itself(ana, carla):
    stay.go_on_leave(carla.actor, ana.episode_id, away(3, 5), clock.now())
    assert episode_of(ana).state == "active"
    assert stay.turn_leaves(clock.now()) == 0
    assert stay.turn_leaves(clock.now() + timedelta(days=4)) == 1
    assert episode_of(ana).state == "on_leave"
    assert stay.turn_leaves(clock.now() + timedelta(days=7)) == 1
    assert episode_of(ana).state == "returned"


def test_a_leave_ahead_can_be_called_off(ana, carla):
    stay.go_on_leave(carla.actor, ana.episode_id, away(3, 5), clock.now())
    stay.return_from_leave(carla.actor, ana.episode_id, clock.now())
    assert stay.turn_leaves(clock.now() + timedelta(days=4)) == 0
    assert episode_of(ana).state == "active"


def test_a_leave_cannot_end_before_it_begins(ana, carla):
    with pytest.raises(DatesCross):
        stay.go_on_leave(carla.actor, ana.episode_id, away(3, 1), clock.now())


def test_sending_the_same_leave_twice_writes_one_step(ana, carla):
    for _ in range(2):
        stay.go_on_leave(carla.actor, ana.episode_id, away(0, 2), clock.now())
    assert len(changes_of(ana.episode_id)) == 1


def test_stepping_down_changes_the_level_of_care(ana, carla):
    stay.step_down(carla.actor, ana.episode_id, "op", clock.now())
    assert (episode_of(ana).level_of_care, episode_of(ana).state) == ("op", "stepped_down")


def test_leaving_is_announced_once_and_leaves_the_person_their_account(ana, carla, monkeypatch):
    told = []
    monkeypatch.setitem(events._listeners, EpisodeEnded, [told.append])
    for _ in range(2):
        stay.leave_program(carla.actor, ana.episode_id, clock.now())
    assert [event.person_id for event in told] == [ana.person_id]
    assert Role.PATIENT in roles_at(ana.person_id, ana.center_id, clock.now())


def test_after_leaving_the_team_reaches_the_program_record_only(ana, carla):
    stay.leave_program(carla.actor, ana.episode_id, clock.now())
    assert on_care_team(carla.actor, ana.person_id, "program", clock.now())
    assert not on_care_team(carla.actor, ana.person_id, "cravings", clock.now())


def test_someone_who_left_can_come_back_but_not_go_on_leave(ana, carla):
    stay.leave_program(carla.actor, ana.episode_id, clock.now())
    with pytest.raises(StepNotOpen):
        stay.go_on_leave(carla.actor, ana.episode_id, away(0, 1), clock.now())
    stay.come_back(carla.actor, ana.episode_id, clock.now())
    assert (episode_of(ana).state, episode_of(ana).until_on) == ("returned", None)


def test_nora_of_another_center_finds_no_episode(ana, nora):
    for verb in (stay.return_from_leave, stay.leave_program, stay.come_back):
        with pytest.raises(NotFound):
            verb(nora.actor, ana.episode_id, clock.now())
