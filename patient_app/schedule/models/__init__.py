"""Tables of the schedule."""

from patient_app.schedule.models.attendance import Attendance, AttendanceIntent
from patient_app.schedule.models.occurrence import Occurrence, ScheduleChange
from patient_app.schedule.models.own import CalendarFeed, Obligation, ScheduleLook
from patient_app.schedule.models.request import SessionRequest
from patient_app.schedule.models.series import Enrolment, Series
from patient_app.schedule.models.topic import SeriesTopic, Topic

__all__ = [
    "Attendance",
    "AttendanceIntent",
    "CalendarFeed",
    "Enrolment",
    "Obligation",
    "Occurrence",
    "ScheduleChange",
    "ScheduleLook",
    "Series",
    "SeriesTopic",
    "SessionRequest",
    "Topic",
]
