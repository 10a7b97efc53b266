"""`staff create`."""

from uuid import UUID

import click
from flask.cli import AppGroup

from patient_app.accounts.rules.invitations import Issued
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import create_person, issue_code
from patient_app.accounts.service.roles import give_role
from patient_app.centers.service.opening import FIRST_NAME, FIRST_SLUG, open_center
from patient_app.cli.invitations import (
    center_named,
    clean_name,
    clean_slug,
    known_zone,
    require_real,
    show_link,
    tell_center,
)
from patient_app.core import clock
from patient_app.core.actors import STAFF_ROLES, Role
from patient_app.core.db import unit_of_work

_ROLES = {role.value.replace("_", "-"): role for role in sorted(STAFF_ROLES)}

staff = AppGroup("staff", help="People who work at a center.")


@staff.command("create")
@click.argument("name")
@click.option("--role", type=click.Choice(sorted(_ROLES)), required=True)
@click.option("--center", "slug", help="Which center, when there are several.")
@click.option("--zone", default="America/New_York", help="Time zone of a center made now.")
def create(name: str, role: str, slug: str | None, zone: str) -> None:
    """Invite NAME to work at a center and print one single-use link.

    The first one in an empty database makes the center too.
    """
    require_real()
    cleaned = clean_name(name)
    show_link(_invite(cleaned, _ROLES[role], _center(slug, zone)))


def _center(slug: str | None, zone: str) -> UUID:
    known_zone(zone)
    found = center_named(slug)
    if found is not None:
        return found.id
    made = open_center(clean_slug(slug or FIRST_SLUG), FIRST_NAME, zone, clock.now())
    tell_center(made, slug or FIRST_SLUG)
    return made


@unit_of_work()
def _invite(name: str, role: Role, center_id: UUID) -> Issued:
    now = clock.now()
    person_id = create_person(name, "en", now)
    give_role(person_id, center_id, role, None, now)
    return issue_code(person_id, center_id, Purpose.STAFF, None, now)


COMMANDS = (staff,)
