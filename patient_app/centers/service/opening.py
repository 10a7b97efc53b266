"""The first center of an empty installation."""

from datetime import datetime
from uuid import UUID

from patient_app.centers.models import Center, Organization, Program
from patient_app.core import audit
from patient_app.core.db import session, unit_of_work

FIRST_SLUG = "center"
FIRST_NAME = "My center"
FIRST_PROGRAM = "Evening program"


@unit_of_work()
def open_center(slug: str, zone: str, now: datetime) -> UUID:
    """A center with one program; its admin fills in name, phones and hours on the screens."""
    organization = Organization(name=FIRST_NAME)
    session().add(organization)
    session().flush()
    center = Center(
        organization_id=organization.id, slug=slug, name=FIRST_NAME, zone=zone, created_at=now
    )
    session().add(center)
    session().flush()
    session().add(Program(center_id=center.id, name=FIRST_PROGRAM))
    audit.append(
        audit.Act.SETTINGS_CHANGED,
        actor=None,
        center_id=center.id,
        thing=f"center:{center.id}",
        by_program=True,
    )
    return center.id
