"""Staff keep who was there."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from patient_app.accounts.queries.people import subject_of
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.audit import Act
from patient_app.core.db import session, unit_of_work
from patient_app.schedule.models import Attendance, Enrolment, Occurrence
from patient_app.schedule.refusals import AttendanceNotOpen, NotEnrolled
from patient_app.schedule.rules.attending import corrects, opens_at
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

    What changes the record later is written down. Raises NotFound, NotEnrolled or
    AttendanceNotOpen.
    """
    occurrence = occurrence_to_change(center_id, occurrence_id)
    row = session().scalar(
        select(Attendance)
        .where(Attendance.occurrence_id == occurrence_id, Attendance.person_id == person_id)
        .with_for_update()
    )
    was = row.state if row else None
    if was is None:
        _require_place(occurrence, person_id)
    if was == state:
        return
    if state is not None and now < opens_at(occurrence.starts_at):
        raise AttendanceNotOpen
    _keep(row, occurrence, person_id, state, now, by)
    if corrects(occurrence.ends_at, now, was_marked=was is not None):
        _write_down(occurrence, person_id, by)


def _keep(
    row: Attendance | None,
    occurrence: Occurrence,
    person_id: UUID,
    state: AttendanceState | None,
    now: datetime,
    by: Actor,
) -> None:
    if state is None:
        session().delete(row)
        return
    row = row or Attendance(
        center_id=occurrence.center_id, occurrence_id=occurrence.id, person_id=person_id
    )
    row.state, row.kept_by, row.at = state, by.person_id, now
    session().add(row)
    session().flush()


def _write_down(occurrence: Occurrence, person_id: UUID, by: Actor) -> None:
    audit.append(
        Act.ATTENDANCE_CORRECTED,
        actor=by,
        subject_id=subject_of(person_id),
        center_id=occurrence.center_id,
        thing=f"occurrence:{occurrence.id}",
    )


def _require_place(occurrence: Occurrence, person_id: UUID) -> None:
    place = select(Enrolment.id).where(
        Enrolment.series_id == occurrence.series_id,
        Enrolment.person_id == person_id,
        Enrolment.from_on <= occurrence.held_on,
        or_(Enrolment.until_on.is_(None), Enrolment.until_on >= occurrence.held_on),
    )
    if session().scalar(place.limit(1)) is None:
        raise NotEnrolled
