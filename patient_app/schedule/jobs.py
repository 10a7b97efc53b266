"""What the schedule does by itself."""

from datetime import datetime, timedelta

from patient_app.core.jobs import Job
from patient_app.schedule.importing.service.writing_dates import write_waiting
from patient_app.schedule.service.handing_over import pass_on_overdue
from patient_app.schedule.service.laying_out import materialise


def lay_out_all(now: datetime) -> int:
    """Dates of every series, eight weeks ahead, and what a calendar said of them before."""
    new = materialise(None, now)
    write_waiting(now)
    return new


JOBS = (
    Job("schedule.lay_out", timedelta(days=1), lay_out_all, offset=timedelta(hours=9)),
    Job("schedule.pass_on_requests", timedelta(minutes=15), pass_on_overdue),
)
