"""The invented people. They join the way real ones do: invited, with a code, by themselves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from patient_app.accounts.queries.people import subject_of
from patient_app.accounts.rules.entering import Visit
from patient_app.accounts.rules.invitations import Issued, NewAccount
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.rules.steps import Step, StepKind
from patient_app.accounts.service.invitations import create_person, issue_code
from patient_app.accounts.service.joining import finish_account
from patient_app.accounts.service.passwords import hash_password
from patient_app.accounts.service.roles import give_role
from patient_app.accounts.service.sessions import end_sessions
from patient_app.core.actors import Actor, Role
from patient_app.core.ids import new_id, new_token
from patient_app.demo.place import ZONE
from patient_app.episodes.rules.people import NewMember, NewPatient
from patient_app.episodes.service.invite import invite_patient

STAFF = {
    "carla": Role.COUNSELOR,
    "dev": Role.COUNSELOR,
    "ruth": Role.COUNSELOR,
    "fay": Role.FRONT_DESK,
    "amir": Role.ADMIN,
}
PATIENTS = {
    "ana": "en", "ben": "en", "della": "en", "hugo": "es",
    "ines": "es", "marcus": "en", "rosa": "es", "theo": "en",
}  # fmt: skip
SIGN_IN = ("ana", "ben", "carla", "dev", "fay", "amir")
"""Who can sign in, with the password `steady-demo-<name>`."""

SEASON = timedelta(weeks=11)


@dataclass
class Cast:
    """Everyone by name in lower case."""

    center_id: UUID
    program_id: UUID
    hashes: dict[str, str]
    staff: dict[str, Actor] = field(default_factory=dict)
    patients: dict[str, UUID] = field(default_factory=dict)


def hash_passwords() -> dict[str, str]:
    """One hash a person who can sign in; everyone else shares one that nobody knows."""
    hashes = {name: hash_password(f"steady-demo-{name}", ()) for name in SIGN_IN}
    nobody = hash_password(new_token(), ())
    return {name: hashes.get(name, nobody) for name in (*STAFF, *PATIENTS)}


def cast_people(cast: Cast, now: datetime) -> None:
    """Staff, eight patients with eleven weeks behind them, and one invitation still open."""
    since = now - SEASON
    for name, role in STAFF.items():
        cast.staff[name] = _join_staff(cast, name, role, since)
    for name, language in PATIENTS.items():
        person_id, issued = _invite(cast, name, language, since)
        _finish(cast, name, person_id, issued, since)
        cast.patients[name] = person_id
    _invite(cast, "wren", "en", now - timedelta(hours=20))


def _join_staff(cast: Cast, name: str, role: Role, at: datetime) -> Actor:
    person_id = create_person(name.title(), "en", at)
    give_role(person_id, cast.center_id, role, None, at)
    issued = issue_code(person_id, cast.center_id, Purpose.STAFF, None, at)
    _finish(cast, name, person_id, issued, at)
    subject = subject_of(person_id)
    return Actor(
        person_id=person_id,
        session_id=new_id(),
        subject_id=subject or new_id(),
        center_id=cast.center_id,
        roles=frozenset({role}),
        name=name.title(),
        language="en",
        zone="",
        center_zone=ZONE,
        authenticated_at=at,
    )


def _invite(cast: Cast, name: str, language: str, at: datetime) -> tuple[UUID, Issued]:
    carla, ruth = cast.staff["carla"], cast.staff["ruth"]
    team = [NewMember(carla.person_id, "counselor")]
    if name in {"ana", "della", "hugo"}:
        team.append(NewMember(ruth.person_id, "nurse"))
    new = NewPatient(cast.program_id, name.title(), language, "iop", at.date(), tuple(team))
    return invite_patient(cast.center_id, new, carla, at)


def _finish(cast: Cast, name: str, person_id: UUID, issued: Issued, at: datetime) -> None:
    step = Step(
        id=new_id(),
        kind=StepKind.JOINING,
        person_id=person_id,
        center_id=cast.center_id,
        invitation_id=issued.invitation_id,
        sign_in_name=name,
        shared_phone=False,
        next_path=None,
        expires_at=issued.expires_at,
    )
    account = NewAccount(
        sign_in_name=name,
        shares_phone=False,
        language=PATIENTS.get(name, "en"),
        password_hash=cast.hashes[name],
    )
    finish_account(step, account, Visit(demo_allowed=True), at)
    end_sessions(person_id, at, by="demo")
