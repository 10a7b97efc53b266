"""The words staff read for the codes of the schedule."""

from patient_app.core.messages import N_
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
AWAY = (N_("On leave"), "", "moon")

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
