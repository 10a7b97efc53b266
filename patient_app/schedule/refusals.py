"""What the schedule says no to, in the words of the person who meets it."""

from patient_app.core.errors import Refusal
from patient_app.core.messages import N_


class SessionAlreadyStarted(Refusal):
    """An answer or a question about a session that is under way or over."""

    code = "session_already_started"
    wording = N_("This session has already started. Please call the office instead.")


class SessionCancelled(Refusal):
    """An answer or a question about a session that does not take place."""

    code = "session_cancelled"
    wording = N_("This session is cancelled. You do not need to do anything.")


class SessionMoved(Refusal):
    """An answer that was given for the time before."""

    code = "session_moved"
    wording = N_("This session has a new time. Please look at it and answer again.")


class SessionOver(Refusal):
    """A session that is over is not moved, cancelled or given to someone else."""

    code = "session_over"
    wording = N_("This session is over, so it can no longer be changed.")


class NewTimeInPast(Refusal):
    """A session moved to a time that has passed."""

    code = "new_time_in_past"
    wording = N_("The new time has already passed. Please choose a later one.")


class TimeTaken(Refusal):
    """Two dates of one series would have the same identity."""

    code = "time_taken"
    wording = N_("This series already has a session at that time.")


class SeriesHasEnded(Refusal):
    """Nothing can be added to a series that has ended."""

    code = "series_has_ended"
    wording = N_("This series has ended.")


class SeriesFull(Refusal):
    """Every place is taken on the day the person would begin."""

    code = "series_full"
    wording = N_("Every place in this series is taken.")


class AlreadyEnrolled(Refusal):
    """The person has a place in this series on those days."""

    code = "already_enrolled"
    wording = N_("This person already has a place in this series.")


class EpisodeOver(Refusal):
    """Only someone whose stay goes on, or begins, can be enrolled."""

    code = "episode_over"
    wording = N_("This person's stay has ended, so they cannot be enrolled.")


class NotStaffHere(Refusal):
    """A facilitator must work at the center."""

    code = "not_staff_here"
    wording = N_("This person does not work at your center.")


class AlreadyAsked(Refusal):
    """One open question a session is enough."""

    code = "already_asked"
    wording = N_("You have already asked. Your question is still with the team.")


class RequestClosed(Refusal):
    """The question was answered or taken back."""

    code = "request_closed"
    wording = N_("This question was already answered or taken back.")


class TopicCodeTaken(Refusal):
    """Topic codes are unique in a center."""

    code = "topic_code_taken"
    wording = N_("A topic with this code already exists.")


class AttendanceNotOpen(Refusal):
    """Nobody can have been at a session that has yet to begin."""

    code = "attendance_not_open"
    wording = N_("Attendance opens 30 minutes before the session starts.")


class NotEnrolled(Refusal):
    """Attendance is kept of people who have a place on that day."""

    code = "not_enrolled"
    wording = N_("This person is not on the list of that session.")
