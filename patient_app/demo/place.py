"""The invented center itself. Phone numbers are from the range kept free for fiction."""

from datetime import date, datetime, time
from uuid import UUID

from patient_app.centers.models import (
    Center,
    CenterName,
    Closure,
    OpeningHours,
    Organization,
    Program,
)
from patient_app.core.db import session

ZONE = "America/Los_Angeles"


def make_place(now: datetime, next_closure: date) -> tuple[UUID, UUID]:
    """The center and its program."""
    organization = Organization(name="Demo organization")
    session().add(organization)
    session().flush()
    center = Center(
        organization_id=organization.id,
        slug="demo",
        name="Demo Center",
        zone=ZONE,
        office_phone="+12135550142",
        after_hours_phone="+12135550187",
        privacy_contact="privacy@demo-center.example",
        is_demo=True,
        created_at=now,
    )
    session().add(center)
    session().flush()
    program = Program(center_id=center.id, name="Evening program")
    session().add(program)
    session().add(CenterName(center_id=center.id, name=center.name, from_on=now.date()))
    session().add(Closure(center_id=center.id, closed_on=next_closure, reason="Staff training"))
    session().add_all(
        OpeningHours(
            center_id=center.id, weekday=day, opens_local=time(8, 30), closes_local=time(17, 30)
        )
        for day in range(5)
    )
    session().flush()
    return center.id, program.id
