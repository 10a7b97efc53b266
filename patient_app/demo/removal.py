"""Taking the demo center away, so that a real one can move in."""

from sqlalchemy import select

from patient_app.centers.models import Center
from patient_app.core.db import Base, session, unit_of_work


class NotADemo(RuntimeError):
    """This database holds a real center, or nothing: there is no demo to remove."""


@unit_of_work()
def remove_demo() -> None:
    """Empty every table of a demo database. Raises NotADemo when a real center lives here."""
    kinds = set(session().scalars(select(Center.is_demo)))
    if kinds != {True}:
        raise NotADemo
    for table in reversed(Base.metadata.sorted_tables):
        session().execute(table.delete())
