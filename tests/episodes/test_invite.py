"""Carla invites Ivy; Ivy's time in the program begins when she has joined."""

from datetime import date

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Invitation
from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.core.events import InvitationAccepted
from patient_app.episodes.queries.episodes import get_person_episode
from patient_app.episodes.queries.team import on_care_team
from patient_app.episodes.refusals import NameInUse, NotOnStaff
from patient_app.episodes.rules.people import NewMember, NewPatient
from patient_app.episodes.service.invite import begin_episode, invite_patient
from tests.people import Place, Someone


def ivy(place: Place, *team: Someone, name: str = "Ivy") -> NewPatient:
    members = tuple(NewMember(each.person_id, "counselor") for each in team)
    return NewPatient(place.program_id, name, "es", "iop", date(2026, 3, 2), members)


def test_an_invited_person_gets_an_episode_a_team_and_a_code(center, carla):
    person_id, issued = invite_patient(
        center.center_id, ivy(center, carla), carla.actor, clock.now()
    )
    episode = get_person_episode(center.center_id, person_id)
    assert (episode.known_as, episode.state) == ("Ivy", "invited")
    assert len(issued.code) == 8
    assert session().scalar(select(Invitation.person_id)) == person_id
    assert on_care_team(carla.actor, person_id, "program", clock.now())


def test_the_episode_begins_when_the_person_has_joined_not_before(center, carla):
    person_id, _ = invite_patient(center.center_id, ivy(center, carla), carla.actor, clock.now())
    assert get_person_episode(center.center_id, person_id).state == "invited"
    begin_episode(InvitationAccepted(clock.now(), person_id, center.center_id))
    session().expire_all()
    assert get_person_episode(center.center_id, person_id).state == "active"


def test_a_form_sent_twice_does_not_make_two_people(center, carla):
    invite_patient(center.center_id, ivy(center, carla), carla.actor, clock.now())
    with pytest.raises(NameInUse):
        invite_patient(center.center_id, ivy(center, carla, name="ivy"), carla.actor, clock.now())


def test_the_same_name_at_another_center_is_nobodys_business(center, elsewhere, carla, nora):
    invite_patient(center.center_id, ivy(center, carla), carla.actor, clock.now())
    invite_patient(elsewhere.center_id, ivy(elsewhere, nora), nora.actor, clock.now())


def test_a_program_of_another_center_does_not_exist(center, elsewhere, carla):
    with pytest.raises(NotFound):
        invite_patient(center.center_id, ivy(elsewhere, carla), carla.actor, clock.now())


@pytest.mark.parametrize("who", ["fay", "nora", "ana"])
def test_only_counselors_of_the_center_can_be_on_a_team(center, carla, who, request):
    outsider = request.getfixturevalue(who)
    with pytest.raises(NotOnStaff):
        invite_patient(center.center_id, ivy(center, outsider), carla.actor, clock.now())


def test_the_invitation_is_written_down(center, carla):
    invite_patient(center.center_id, ivy(center, carla), carla.actor, clock.now())
    acts = set(session().scalars(select(AuditEvent.act)))
    assert {Act.INVITED, Act.TEAM_CHANGED, Act.EPISODE_CHANGED} <= acts


def test_the_command_line_invites_without_an_actor(center):
    person_id, _ = invite_patient(center.center_id, ivy(center), None, clock.now())
    assert get_person_episode(center.center_id, person_id).known_as == "Ivy"
