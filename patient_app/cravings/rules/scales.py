"""The scales and small code lists of the log, with the words people read.

Intensity is a 0-10 rating of the urge at its worst (a numeric craving scale as used in ecological
momentary assessment); `SCALE` is kept with every entry, so that another scale can follow.
"""

from enum import StrEnum

from patient_app.core.messages import N_

SCALE = 1
LOWEST, HIGHEST = 0, 10


class Source(StrEnum):
    """How an entry came to be made."""

    NOW = "now"
    PASSED = "passed"
    PROMPT = "prompt"
    LAPSE = "lapse"


class Outcome(StrEnum):
    """How it ended, as the person tells it."""

    PASSED = "passed"
    STILL_THERE = "still_there"
    USED = "used"
    RATHER_NOT_SAY = "rather_not_say"


class Visibility(StrEnum):
    """Whether an entry follows what the person shares, or is theirs alone."""

    FOLLOW = "follow"
    JUST_ME = "just_me"


class Medication(StrEnum):
    """Medicine as prescribed; taking it is never use."""

    TAKEN = "taken"
    SOME = "some"
    NOT_TODAY = "not_today"
    NONE_PRESCRIBED = "none_prescribed"
    RATHER_NOT_SAY = "rather_not_say"


OUTCOMES = {
    Outcome.PASSED: N_("It passed"),
    Outcome.STILL_THERE: N_("Still there"),
    Outcome.USED: N_("I used"),
    Outcome.RATHER_NOT_SAY: N_("Rather not say"),
}
PLACES = {
    "home": N_("At home"),
    "work_school": N_("Work or school"),
    "someones_home": N_("Someone’s home"),
    "outside": N_("Outside"),
    "on_the_way": N_("On the way"),
    "bar_store": N_("Bar or store"),
    "treatment": N_("Treatment or meeting"),
    "other": N_("Somewhere else"),
}
COMPANY = {
    "alone": N_("Alone"),
    "family": N_("Family or partner"),
    "friends": N_("Friends"),
    "coworkers": N_("People from work or school"),
    "people_who_use": N_("People who use"),
    "strangers": N_("Strangers"),
}
HALT = {
    "hungry": N_("Hungry"),
    "angry": N_("Angry"),
    "lonely": N_("Lonely"),
    "tired": N_("Tired"),
}
MOODS = {1: N_("Rough"), 2: N_("Low"), 3: N_("So-so"), 4: N_("Good"), 5: N_("Great")}
SLEEP = {1: N_("Badly"), 2: N_("So-so"), 3: N_("Well")}
MEDICATION = {
    Medication.TAKEN: N_("As prescribed"),
    Medication.SOME: N_("Some of it"),
    Medication.NOT_TODAY: N_("Not today"),
    Medication.NONE_PRESCRIBED: N_("I have none"),
    Medication.RATHER_NOT_SAY: N_("Rather not say"),
}
WINS = {
    "rode_it_out": N_("I let an urge pass"),
    "said_no": N_("I said no"),
    "reached_out": N_("I reached out"),
    "went": N_("I went, even though it was hard"),
    "took_care": N_("I took care of myself"),
    "told_the_truth": N_("I told the truth"),
    "other": N_("Something else"),
}
