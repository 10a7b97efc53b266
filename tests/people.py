"""Ana, Ben, Carla, Dev and the rest: made straight in the tables, so that tests stay fast."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from patient_app.accounts.models import Person, RoleGrant
from patient_app.accounts.rules.lifetimes import lifetime
from patient_app.accounts.service.sessions import start_session
from patient_app.centers.models import Center, OpeningHours, Organization, Program
from patient_app.core import clock
from patient_app.core.actors import Actor, Role
from patient_app.core.db import session, unit_of_work
from patient_app.core.ids import new_id
from patient_app.core.sealed import blind_index
from patient_app.episodes.models import Episode, EpisodeState, TeamMember

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Place:
    """A center and its one program."""

    center_id: UUID
    program_id: UUID
    zone: str


@dataclass(frozen=True)
class Someone:
    """A person of the tests."""

    person_id: UUID
    center_id: UUID
    name: str
    actor: Actor
    episode_id: UUID | None = None


@unit_of_work()
def make_center(slug: str, zone: str) -> Place:
    """A center open Monday to Friday, 8 to 17."""
    organization = Organization(name=f"{slug} organization")
    session().add(organization)
    session().flush()
    center = Center(
        organization_id=organization.id,
        slug=slug,
        name=f"{slug.title()} Center",
        zone=zone,
        office_phone="+1 213 555 0100",
        after_hours_phone="+1 213 555 0199",
        created_at=clock.now(),
    )
    session().add(center)
    session().flush()
    program = Program(center_id=center.id, name="Evening program")
    session().add(program)
    session().add_all(
        OpeningHours(center_id=center.id, weekday=day, opens_local=time(8), closes_local=time(17))
        for day in range(5)
    )
    return Place(center.id, program.id, zone)


@unit_of_work()
def make_person(place: Place, name: str, role: str) -> Someone:
    """Someone with one role at one center."""
    person = Person(
        name=name,
        sign_in_name=name.lower(),
        sign_in_key=blind_index("person.sign_in_name", name.lower()),
        language="en",
        subject_id=new_id(),
        created_at=clock.now(),
    )
    session().add(person)
    session().flush()
    session().add(
        RoleGrant(
            person_id=person.id,
            center_id=place.center_id,
            role=role,
            from_at=clock.now() - A_YEAR,
        )
    )
    actor = Actor(
        person_id=person.id,
        session_id=new_id(),
        subject_id=person.subject_id,
        center_id=place.center_id,
        roles=frozenset({Role(role)}),
        name=name,
        language="en",
        zone="",
        center_zone=place.zone,
        authenticated_at=clock.now(),
    )
    return Someone(person.id, place.center_id, name, actor)


def make_staff(place: Place, name: str, role: str) -> Someone:
    """A member of staff."""
    return make_person(place, name, role)


@unit_of_work()
def make_patient(place: Place, name: str) -> Someone:
    """A patient whose episode began a year ago."""
    someone = make_person(place, name, "patient")
    episode = Episode(
        center_id=place.center_id,
        program_id=place.program_id,
        person_id=someone.person_id,
        known_as=name,
        level_of_care="iop",
        state=EpisodeState.ACTIVE,
        from_on=date.today() - A_YEAR,  # noqa: DTZ011 -- any date well in the past
        changed_at=clock.now(),
    )
    session().add(episode)
    return Someone(someone.person_id, place.center_id, name, someone.actor, episode.id)


@unit_of_work()
def join_team(patient: Someone, staff: Someone) -> None:
    """Put a counselor on a patient's team since a year ago."""
    long_ago = clock.now() - A_YEAR
    session().add(
        TeamMember(
            episode_id=patient.episode_id,
            staff_id=staff.person_id,
            duty="counselor",
            announced_at=long_ago,
            seen_at=long_ago,
            from_at=long_ago,
        )
    )


def sign_in(someone: Someone, *, shared_phone: bool = False) -> str:
    """The session token of a new sign-in."""
    lasts = lifetime(is_staff=someone.actor.is_staff, shared_phone=shared_phone)
    started = start_session(
        someone.person_id,
        someone.center_id,
        lasts,
        clock.now(),
        shared_phone=shared_phone,
        second_factor=someone.actor.is_staff,
    )
    return started.token
