"""What the schedule keeps about a person goes when the program's record has been kept."""

from typing import Any

from sqlalchemy import delete

from patient_app.core.db import session, unit_of_work
from patient_app.core.events import RecordOutlived
from patient_app.schedule.models import Attendance, AttendanceIntent, Enrolment, SessionRequest

_RECORD: tuple[Any, ...] = (Attendance, AttendanceIntent, SessionRequest, Enrolment)


@unit_of_work()
def let_go_of_record(event: RecordOutlived) -> None:
    """Attendance, answers, questions and places at that center. Listens to RecordOutlived."""
    for table in _RECORD:
        mine = (table.center_id == event.center_id, table.person_id == event.person_id)
        session().execute(delete(table).where(*mine))
