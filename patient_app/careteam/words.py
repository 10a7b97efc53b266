"""The words staff read for the codes of the schedule."""

from patient_app.core.messages import N_
from patient_app.episodes.rules.states import EpisodeState
from patient_app.schedule.rules.kinds import (
    AttendanceState,
    IntentAnswer,
    RequestState,
    SeriesKind,
)

KINDS = {
    SeriesKind.GROUP: N_("Group"),
    SeriesKind.INDIVIDUAL: N_("One-to-one"),
    SeriesKind.COUNSELLING: N_("Counseling"),
    SeriesKind.MEDICATION: N_("Medication"),
    SeriesKind.FAMILY: N_("Family"),
    SeriesKind.VOCATIONAL: N_("Work and school"),
    SeriesKind.OTHER: N_("Other"),
}
SINGLE = frozenset({SeriesKind.INDIVIDUAL, SeriesKind.COUNSELLING, SeriesKind.MEDICATION})

INTENTS = {
    IntentAnswer.COMING: (N_("Coming"), "yes", "check"),
    IntentAnswer.LATE: (N_("Running late"), "changed", "clock"),
    IntentAnswer.CANNOT: (N_("Can't come"), "changed", "calendar-x"),
}
NO_WORD = (N_("No word yet"), "", "circle-dashed")
NOT_THERE = {
    EpisodeState.INVITED: (N_("Not joined yet"), "", "qr-code"),
    EpisodeState.ON_LEAVE: (N_("On leave"), "", "moon"),
    EpisodeState.LEFT: (N_("No longer here"), "", "log-out"),
}

ATTENDANCE = {
    AttendanceState.PRESENT: N_("Here"),
    AttendanceState.LATE: N_("Late"),
    AttendanceState.ABSENT: N_("Not here"),
    AttendanceState.EXCUSED: N_("Excused"),
}

REQUESTS = {
    RequestState.OPEN: N_("Waiting"),
    RequestState.ANSWERED: N_("Answered"),
    RequestState.WITHDRAWN: N_("Taken back"),
}

STAFF_ROLE_WORDS = {
    "counselor": N_("Counselor"),
    "front_desk": N_("Front desk"),
    "admin": N_("Admin"),
}

DONE = {
    "moved": N_("Moved. Everyone enrolled sees the new time and is asked again."),
    "covered": N_("Saved. Everyone enrolled can read who leads this date."),
    "cancelled": N_("Canceled. Everyone enrolled sees it."),
    "details": N_("Saved for this date."),
    "restored": N_("It takes place again. Everyone is asked again."),
    "marked": N_("Attendance saved."),
    "started": N_("The series is there. Now enroll people."),
    "changed": N_("Series saved."),
    "enrolled": N_("Enrolled. They see it now."),
    "unenrolled": N_("Those places have ended."),
    "ended": N_("The series has its last day."),
    "closed": N_("The day is closed. Everyone enrolled sees it."),
    "answered": N_("Answer sent."),
    "taken": N_("This question is yours now."),
    "cover_set": N_("Saved. Your people see who stands in."),
    "cover_ended": N_("Welcome back. The cover has ended."),
    "team": N_("Added to the team, once they have seen it."),
    "off_team": N_("Taken off the team."),
    "leave": N_("Leave saved."),
    "back": N_("They are back in the program."),
    "level": N_("Level of care saved."),
    "left": N_("The stay has ended."),
    "topic": N_("Topic added."),
    "roles": N_("Roles saved."),
    "deactivated": N_("Their access has ended."),
}
"""What a form did, in one sentence; the page that follows says it once."""
