"""The code lists of a lapse: safety first, one next step, whom to tell, and the debrief.

The debrief follows Marlatt's lapse analysis (what came before, what was missing, what one tells
oneself, a plan to stop, the next 24 hours).
"""

from patient_app.core.messages import N_

SAFE = {"safe": N_("I’m safe"), "not_sure": N_("Not sure")}
NEXT_STEPS = {
    "call_someone": N_("Call one person"),
    "not_alone": N_("Be with someone tonight"),
    "remove": N_("Get rid of what is left"),
    "sleep": N_("Eat, drink water, sleep"),
    "session": N_("Go to my next session"),
    "meeting": N_("Go to a meeting"),
    "office": N_("Call the office"),
}
TELLING = {
    "counselor": N_("My counselor"),
    "sponsor": N_("My sponsor"),
    "family": N_("Family or a friend"),
    "nobody_yet": N_("No one for now"),
}
DEBRIEF = {
    "what": N_("What happened?"),
    "before": N_("What came before it?"),
    "missing": N_("What would have helped?"),
    "self_talk": N_("What do you tell yourself about it now?"),
    "kinder": N_("What would you tell a friend?"),
    "stop_plan": N_("If it comes again, how will you stop early?"),
    "who_knows": N_("Who knows, or could know?"),
    "next_day": N_("What are the next 24 hours like?"),
}
