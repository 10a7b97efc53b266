"""A center's wall clock and office, as a part of other features' queries."""

from uuid import UUID

from sqlalchemy import BindParameter, Subquery, select

from patient_app.centers.models import Center


def zone_rows() -> Subquery:
    """Rows `id, zone` of all centers, to join by."""
    return select(Center.id, Center.zone).subquery("center_zone")


def zone_row(center_id: UUID | BindParameter[UUID]) -> Subquery:
    """One row `id, zone, office_phone, request_hours` of a center, to join a feature's own
    tables to.
    """
    wanted = select(Center.id, Center.zone, Center.office_phone, Center.request_hours)
    return wanted.where(Center.id == center_id).subquery("here")
