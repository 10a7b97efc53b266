"""The sessions of one day of a center."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from patient_app.centers.queries.centers import get_center
from patient_app.schedule.queries.calendar import StaffSession, sessions_between
from patient_app.schedule.rules.zones import instant_of, zone


def sessions_to_come(center_id: UUID, on: date, now: datetime) -> list[StaffSession]:
    """Those that start that day on the center's wall and have not begun, cancelled ones too."""
    here = zone(get_center(center_id).zone)
    start, end = (
        instant_of(datetime.combine(day, time.min), here) for day in (on, on + timedelta(days=1))
    )
    found = sessions_between(center_id, start, end)
    return [each for each in found if each.starts_at >= max(start, now)]
