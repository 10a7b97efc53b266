"""Staff keep who was there."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.schedule.models import Attendance, Enrolment, Occurrence
from patient_app.schedule.refusals import NotEnrolled
from patient_app.schedule.rules.kinds import AttendanceState
from patient_app.schedule.service.rows import occurrence_to_change


@unit_of_work()
def keep_attendance(
    center_id: UUID,
    occurrence_id: UUID,
    person_id: UUID,
    state: AttendanceState | None,
    now: datetime,
    *,
    by: Actor,
) -> None:
    """Mark one person of a session's roster; None takes the mark back.

    Raises NotFound or NotEnrolled.
    """
    occurrence = occurrence_to_change(center_id, occurrence_id)
    row = session().scalar(
        select(Attendance)
        .where(Attendance.occurrence_id == occurrence_id, Attendance.person_id == person_id)
        .with_for_update()
    )
    if row is None:
        _require_place(occurrence, person_id)
        if state is None:
            return
        row = Attendance(center_id=center_id, occurrence_id=occurrence_id, person_id=person_id)
        session().add(row)
    if state is None:
        session().delete(row)
        return
    row.state, row.kept_by, row.at = state, by.person_id, now
    session().flush()


def _require_place(occurrence: Occurrence, person_id: UUID) -> None:
    place = select(Enrolment.id).where(
        Enrolment.series_id == occurrence.series_id,
        Enrolment.person_id == person_id,
        Enrolment.from_on <= occurrence.held_on,
        or_(Enrolment.until_on.is_(None), Enrolment.until_on >= occurrence.held_on),
    )
    if session().scalar(place.limit(1)) is None:
        raise NotEnrolled
