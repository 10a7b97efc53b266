"""The closed lists of the schedule; the words people see for them stand at the edge."""

from enum import StrEnum


class SeriesKind(StrEnum):
    """What a session is for."""

    GROUP = "group"
    INDIVIDUAL = "individual"
    COUNSELLING = "counselling"
    MEDICATION = "medication"
    FAMILY = "family"
    VOCATIONAL = "vocational"
    OTHER = "other"


class OccurrenceState(StrEnum):
    """Whether one dated session takes place."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


class ChangeKind(StrEnum):
    """What happened to one dated session."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    PLACE = "place"
    JOIN_LINK = "join_link"
    FACILITATOR = "facilitator"
    TOPIC = "topic"


class IntentAnswer(StrEnum):
    """What a patient says about coming."""

    COMING = "coming"
    LATE = "late"
    CANNOT = "cannot"


class AttendanceState(StrEnum):
    """What staff keep about who was there."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"


class RequestState(StrEnum):
    """Where a request for another time stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class BlockKind(StrEnum):
    """What keeps a patient busy outside the center."""

    WORK = "work"
    SCHOOL = "school"
    OTHER = "other"
