"""The words of every code an entry holds, field by field."""

from collections.abc import Mapping

from patient_app.core.messages import N_
from patient_app.cravings.rules.changes import ChangeState
from patient_app.cravings.rules.coping import COPING_WORDS
from patient_app.cravings.rules.lapses import DEBRIEF, NEXT_STEPS, SAFE, TELLING
from patient_app.cravings.rules.scales import (
    COMPANY,
    HALT,
    MEDICATION,
    MOODS,
    OUTCOMES,
    PLACES,
    SLEEP,
    WINS,
    Source,
    Visibility,
)
from patient_app.cravings.rules.triggers import TRIGGER_WORDS
from patient_app.cravings.rules.working_on import ABOUT, GOALS

WORDS: Mapping[str, Mapping[str, str]] = {
    "triggers": TRIGGER_WORDS,
    "coping": COPING_WORDS,
    "halt": HALT,
    "about": ABOUT,
    "place": PLACES,
    "company": COMPANY,
    "outcome": {str(code): words for code, words in OUTCOMES.items()},
    "medication": {str(code): words for code, words in MEDICATION.items()},
    "mood": {str(number): words for number, words in MOODS.items()},
    "sleep": {str(number): words for number, words in SLEEP.items()},
    "what": WINS,
    "safe": SAFE,
    "next_step": NEXT_STEPS,
    "telling": TELLING,
}
_WHO_SEES = {
    Visibility.FOLLOW.value: N_("What I share decides"),
    Visibility.JUST_ME.value: N_("Just me"),
}
# What only the download shows.
EXPORTED: Mapping[str, Mapping[str, str]] = {
    **WORDS,
    "debrief": DEBRIEF,
    "goal": {str(code): words for code, words in GOALS.items()},
    "label": ABOUT,
    "list": {
        "triggers": N_("What sets it off"),
        "coping": N_("What helps me through"),
        "about": N_("What I am working on"),
    },
    "source": {
        Source.NOW.value: N_("Right now"),
        Source.PASSED.value: N_("It has passed"),
        Source.PROMPT.value: N_("After a reminder"),
        Source.LAPSE.value: N_("After using"),
    },
    "state": {
        ChangeState.APPLIED.value: N_("Counts"),
        ChangeState.WAITING.value: N_("Waits for your choice"),
        ChangeState.LEFT.value: N_("Not used"),
    },
    "visibility": _WHO_SEES,
    "who_sees_it": _WHO_SEES,
}
