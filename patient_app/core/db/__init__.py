"""Data: models, read sessions, and `unit_of_work`, the only way to write."""

from patient_app.core.db.base import Base, Keeping
from patient_app.core.db.codes import Codes
from patient_app.core.db.engine import db, prepare
from patient_app.core.db.instant import Instant, WallTime
from patient_app.core.db.unit import (
    WriteOnGet,
    after_commit,
    before_commit,
    fetch,
    read_only,
    session,
    unit_of_work,
)

__all__ = [
    "Base",
    "Codes",
    "Instant",
    "Keeping",
    "WallTime",
    "WriteOnGet",
    "after_commit",
    "before_commit",
    "db",
    "fetch",
    "prepare",
    "read_only",
    "session",
    "unit_of_work",
]
