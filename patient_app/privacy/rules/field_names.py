"""The names of sections and fields in the readable download.

The machine-readable file keeps the codes; these are the words for a person. A contract test
fails when a feature exports a code that has no words here.
"""

from patient_app.core.messages import N_

SECTIONS = {
    "person": N_("You"),
    "roles": N_("Your roles"),
    "sign_ins": N_("Where you signed in"),
    "passkeys": N_("Your passkeys"),
    "invitations": N_("Invitations and codes"),
    "episodes": N_("Your time in the program"),
    "episode_changes": N_("Steps of your time in the program"),
    "care_team": N_("Your care team"),
    "who_looked": N_("Who looked, and who changed access"),
}

FIELDS = {
    "act": N_("What was done"),
    "at": N_("When"),
    "center": N_("Center"),
    "created": N_("Made"),
    "device": N_("Device"),
    "duty": N_("What they do"),
    "expires": N_("Until"),
    "from": N_("From"),
    "known_as": N_("Name your center uses"),
    "label": N_("Name"),
    "language": N_("Language"),
    "last_used": N_("Last used"),
    "leave_from": N_("Leave from"),
    "leave_until": N_("Leave until"),
    "level_of_care": N_("Level of care"),
    "name": N_("Name"),
    "purpose": N_("What for"),
    "role": N_("Role"),
    "sign_in_name": N_("Sign-in name"),
    "started": N_("Began"),
    "state": N_("Where it stands"),
    "until": N_("Until"),
    "used": N_("Used"),
    "what": N_("What was done"),
    "when": N_("When"),
    "who": N_("Who"),
    "zone": N_("Time zone"),
}
