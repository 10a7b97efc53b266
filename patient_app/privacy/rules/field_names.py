"""The names of sections and fields in the readable download.

The machine-readable file keeps the codes; these are the words for a person. A contract test
fails when a feature exports a code that has no words here.
"""

from patient_app.core.messages import N_

SECTIONS = {
    "person": N_("You"),
    "roles": N_("Your roles"),
    "ways_to_sign_in": N_("How you sign in"),
    "sign_ins": N_("Where you signed in"),
    "invitations": N_("Invitations and codes"),
    "episodes": N_("Your time in the program"),
    "episode_changes": N_("Steps of your time in the program"),
    "care_team": N_("Your care team"),
    "who_looked": N_("Who looked, and who changed access"),
    "places": N_("Your groups and appointments"),
    "answers": N_("What you said about coming"),
    "questions": N_("Questions for another time"),
    "attendance": N_("Attendance"),
    "own_times": N_("Your work and school times"),
    "calendar_addresses": N_("Calendar addresses"),
    "last_look": N_("Last look at changes"),
}

FIELDS = {
    "at": N_("When"),
    "created_at": N_("Made"),
    "device": N_("Device"),
    "duty": N_("What they do"),
    "ended": N_("Ended"),
    "from": N_("From"),
    "kind": N_("Kind"),
    "known_as": N_("Name your center uses"),
    "language": N_("Language"),
    "last_used": N_("Last used"),
    "leave_from": N_("Leave from"),
    "leave_until": N_("Leave until"),
    "level_of_care": N_("Level of care"),
    "made": N_("Made"),
    "name": N_("Name"),
    "purpose": N_("What for"),
    "role": N_("Role"),
    "shared_phone": N_("Shared phone"),
    "sign_in_name": N_("Sign-in name"),
    "since": N_("Since"),
    "someone_else_uses_the_phone": N_("Someone else uses the phone"),
    "started": N_("Began"),
    "state": N_("Where it stands"),
    "time_zone": N_("Time zone"),
    "until": N_("Until"),
    "used": N_("Used"),
    "what": N_("What was done"),
    "who": N_("Who"),
    "title": N_("Title"),
    "session_at": N_("Session"),
    "answer": N_("Answer"),
    "minutes_late": N_("Minutes late"),
    "note": N_("Your words"),
    "answered_at": N_("Answered"),
    "weekdays": N_("Days of the week"),
    "starts": N_("Starts"),
    "ends": N_("Ends"),
    "care_team_sees_busy": N_("Care team sees “busy”"),
}
