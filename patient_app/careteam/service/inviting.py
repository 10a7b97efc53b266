"""Invitations that touch several features, each in one commit."""

from datetime import datetime
from uuid import UUID

from patient_app.accounts.queries.people import staff_of
from patient_app.accounts.rules.invitations import Issued
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import create_person, issue_code
from patient_app.accounts.service.roles import give_role
from patient_app.careteam.refusals import ColleagueThere
from patient_app.careteam.rules.drafts import NewStaff, PatientInvite
from patient_app.centers.service.settings import queue_up
from patient_app.core.actors import Actor, Role
from patient_app.core.db import unit_of_work
from patient_app.episodes.queries.episodes import get_person_episode
from patient_app.episodes.rules.people import NewMember, NewPatient
from patient_app.episodes.service.invite import invite_patient
from patient_app.schedule.service.enrolments import enrol


@unit_of_work()
def invite_with_sessions(actor: Actor, new: PatientInvite, now: datetime) -> tuple[UUID, Issued]:
    """Invite a person and enrol them from their first day.

    Raises NameInUse, NotOnStaff, NotFound, SeriesFull, SeriesHasEnded.
    """
    patient = NewPatient(
        program_id=new.program_id,
        known_as=new.known_as,
        language=new.language,
        level_of_care=new.level_of_care,
        from_on=new.from_on,
        team=tuple(NewMember(staff_id, "counselor") for staff_id in new.team),
    )
    person_id, issued = invite_patient(actor.center_id, patient, actor, now)
    episode = get_person_episode(actor.center_id, person_id)
    for series_id in dict.fromkeys(new.series):
        enrol(actor.center_id, series_id, episode.id, new.from_on, now, by=actor)
    return person_id, issued


@unit_of_work()
def invite_staff(actor: Actor, new: NewStaff, now: datetime) -> Issued:
    """A colleague with their roles and a code; a form sent twice is refused.

    Raises ColleagueThere.
    """
    queue_up(actor.center_id)
    names = {member.name.casefold() for member in staff_of(actor.center_id, now)}
    if new.name.casefold() in names:
        raise ColleagueThere
    person_id = create_person(new.name, new.language, now)
    for role in new.roles:
        give_role(person_id, actor.center_id, Role(role), actor, now)
    return issue_code(person_id, actor.center_id, Purpose.STAFF, actor, now)
