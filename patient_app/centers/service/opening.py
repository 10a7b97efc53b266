"""A center opens: the first of an empty installation, or one more of a chain."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from patient_app.centers.models import Center, CenterName, Organization, Program
from patient_app.centers.refusals import SlugTaken
from patient_app.core import audit
from patient_app.core.db import session, unit_of_work

FIRST_SLUG = "center"
FIRST_NAME = "My center"
FIRST_PROGRAM = "Evening program"


@unit_of_work()
def open_center(slug: str, name: str, zone: str, now: datetime) -> UUID:
    """A center with one program; its admin fills in phones and hours on the screens.

    The centers of one installation are one organization's. Raises SlugTaken.
    """
    center = Center(
        organization_id=_organization(name), slug=slug, name=name, zone=zone, created_at=now
    )
    session().add(center)
    try:
        session().flush()
    except IntegrityError:
        raise SlugTaken from None
    opened_on = now.astimezone(ZoneInfo(zone)).date()
    session().add(CenterName(center_id=center.id, name=name, from_on=opened_on))
    session().add(Program(center_id=center.id, name=FIRST_PROGRAM))
    audit.append(
        audit.Act.SETTINGS_CHANGED,
        actor=None,
        center_id=center.id,
        thing=f"center:{center.id}",
        by_program=True,
    )
    return center.id


def _organization(name: str) -> UUID:
    there = session().scalar(select(Organization.id).limit(1))
    if there is not None:
        return there
    made = Organization(name=name)
    session().add(made)
    session().flush()
    return made.id
