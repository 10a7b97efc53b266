"""A center's wall clock, as a part of other features' queries."""

from uuid import UUID

from sqlalchemy import BindParameter, Subquery, select

from patient_app.centers.models import Center


def zone_row(center_id: UUID | BindParameter[UUID]) -> Subquery:
    """One row `id, zone` of a center, to join a feature's own tables to."""
    return select(Center.id, Center.zone).where(Center.id == center_id).subquery("here")
