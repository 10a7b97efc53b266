"""Ana is told of Dev before Dev can read anything of hers."""

from datetime import timedelta

import pytest

from patient_app.core import clock
from patient_app.core.errors import NotFound
from patient_app.core.events import StaffLeft
from patient_app.episodes.queries.team import care_team, on_care_team
from patient_app.episodes.queries.team_news import unseen_by
from patient_app.episodes.refusals import NotOnStaff, TeamWouldBeEmpty
from patient_app.episodes.rules.people import NewMember
from patient_app.episodes.service.team import (
    add_to_team,
    hand_over_teams,
    remove_from_team,
    see_team,
)

DAY = timedelta(days=1)


def add(carla, ana, dev):
    add_to_team(carla.actor, ana.episode_id, NewMember(dev.person_id, "nurse"), clock.now())


def names(ana) -> list[str]:
    return [person.name for person in care_team(ana.person_id, clock.now())]


def test_carla_works_with_ana_and_dev_does_not(ana, carla, dev):
    assert on_care_team(carla.actor, ana.person_id, "program", clock.now())
    assert not on_care_team(dev.actor, ana.person_id, "program", clock.now())


def test_nora_of_another_center_never_does(ana, carla, nora):
    assert not on_care_team(nora.actor, ana.person_id, "program", clock.now())


def test_a_new_member_counts_once_ana_has_seen_the_name(ana, carla, dev):
    add(carla, ana, dev)
    assert not on_care_team(dev.actor, ana.person_id, "program", clock.now())
    assert [person.name for person in unseen_by(ana.person_id, clock.now())] == ["Dev"]
    assert see_team(ana.person_id, clock.now()) == 1
    assert on_care_team(dev.actor, ana.person_id, "program", clock.now())
    assert unseen_by(ana.person_id, clock.now()) == []


def test_a_new_member_counts_after_a_day_if_ana_does_not_look(ana, carla, dev):
    add(carla, ana, dev)
    assert not on_care_team(dev.actor, ana.person_id, "program", clock.now() + DAY * 0.99)
    assert on_care_team(dev.actor, ana.person_id, "program", clock.now() + DAY * 1.01)


def test_adding_twice_adds_once(ana, carla, dev):
    add(carla, ana, dev)
    add(carla, ana, dev)
    assert names(ana) == ["Carla", "Dev"]


def test_taking_someone_off_counts_at_once(ana, carla, dev):
    add(carla, ana, dev)
    see_team(ana.person_id, clock.now())
    member = care_team(ana.person_id, clock.now())[1]
    for _ in range(2):
        remove_from_team(carla.actor, ana.episode_id, member.member_id, clock.now())
    assert not on_care_team(dev.actor, ana.person_id, "program", clock.now())


def test_nobody_is_left_without_a_team(ana, carla):
    member = care_team(ana.person_id, clock.now())[0]
    with pytest.raises(TeamWouldBeEmpty):
        remove_from_team(carla.actor, ana.episode_id, member.member_id, clock.now())


def test_a_member_is_taken_off_only_through_their_own_episode(ana, ben, carla, dev):
    add_to_team(carla.actor, ben.episode_id, NewMember(dev.person_id, "peer"), clock.now())
    of_ana = care_team(ana.person_id, clock.now())[0]
    with pytest.raises(NotFound):
        remove_from_team(carla.actor, ben.episode_id, of_ana.member_id, clock.now())


def test_the_front_desk_is_on_no_team(ana, carla, fay):
    with pytest.raises(NotOnStaff):
        add(carla, ana, fay)


def test_when_carla_leaves_ana_is_told_of_her_heir(ana, carla, dev):
    hand_over_teams(StaffLeft(clock.now(), carla.person_id, carla.center_id, dev.person_id))
    assert not on_care_team(carla.actor, ana.person_id, "program", clock.now())
    assert [person.name for person in unseen_by(ana.person_id, clock.now())] == ["Dev"]
