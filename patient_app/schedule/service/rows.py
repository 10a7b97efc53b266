"""Rows about to change, each found through its center and held until the commit."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.queries.people import roles_at
from patient_app.core.actors import STAFF_ROLES
from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.schedule.models import Occurrence, Series, SessionRequest
from patient_app.schedule.refusals import NotStaffHere


def series_to_change(center_id: UUID, series_id: UUID) -> Series:
    """Raises NotFound for a series of another center."""
    found = session().scalar(
        select(Series)
        .where(Series.id == series_id, Series.center_id == center_id)
        .with_for_update()
    )
    if found is None:
        raise NotFound
    return found


def occurrence_to_change(center_id: UUID, occurrence_id: UUID) -> Occurrence:
    """Raises NotFound for a session of another center."""
    found = session().scalar(
        select(Occurrence)
        .where(Occurrence.id == occurrence_id, Occurrence.center_id == center_id)
        .with_for_update()
    )
    if found is None:
        raise NotFound
    return found


def request_to_change(center_id: UUID, request_id: UUID) -> SessionRequest:
    """Raises NotFound for a request of another center."""
    found = session().scalar(
        select(SessionRequest)
        .where(SessionRequest.id == request_id, SessionRequest.center_id == center_id)
        .with_for_update()
    )
    if found is None:
        raise NotFound
    return found


def require_staff(center_id: UUID, person_id: UUID | None, now: datetime) -> None:
    """Raises NotStaffHere unless the person (if any) works at the center now."""
    if person_id is not None and not roles_at(person_id, center_id, now) & STAFF_ROLES:
        raise NotStaffHere
