"""Is this installation still empty, and is it the demo?"""

from sqlalchemy import Table, exists, inspect, select

from patient_app.core.db import Base, Keeping, db, session

_ABOUT_SOMEONE = {Keeping.NOTEBOOK, Keeping.PROGRAM_RECORD, Keeping.FACTS}


def is_empty() -> bool:
    """No center, no person, nothing anyone wrote. A database without tables is empty too."""
    if not inspect(db.engine).has_table("person"):
        return True
    return not any(session().scalar(select(exists(table.select()))) for table in _tables())


def is_demo() -> bool:
    """Whether the centers here are made up."""
    center = Base.metadata.tables["center"]
    return session().scalar(select(exists().where(center.c.is_demo))) is True


def _tables() -> list[Table]:
    return [
        mapper.local_table
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, Table) and mapper.class_.__keeping__ in _ABOUT_SOMEONE
    ]
