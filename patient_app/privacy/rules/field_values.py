"""The words for codes in the readable download; what is not a code stays as it was written."""

from collections.abc import Mapping

from patient_app.centers.rules.levels import LEVELS
from patient_app.core.messages import N_
from patient_app.episodes.rules.people import DUTIES
from patient_app.episodes.rules.states import STATE_WORDS
from patient_app.privacy.rules.acts import CHANGED, LOOKED

_THERE = {
    "present": N_("Was there"),
    "late": N_("Late"),
    "absent": N_("Was not there"),
    "excused": N_("Excused"),
}
_ASKED = {
    "open": N_("Waiting for an answer"),
    "answered": N_("Answered"),
    "withdrawn": N_("Taken back"),
}
_CODES = {
    "join": N_("Joining"),
    "staff": N_("Joining as staff"),
    "way_back": N_("Way back in"),
    "device": N_("One more device"),
}

_RECORDS = {
    "craving.log": N_("An entry"),
    "craving.after": N_("How it went"),
    "win.log": N_("A good moment"),
    "checkin.log": N_("A check-in"),
    "lapse.log": N_("An entry"),
    "entry.amend": N_("A change"),
    "entry.withdraw": N_("Taken out"),
    "choice.add": N_("Your own word for a list"),
    "attendance.intent": N_("Your answer to a session"),
}

VALUES: Mapping[str, Mapping[str, str]] = {
    "answer": {"coming": N_("Coming"), "late": N_("Running late"), "cannot": N_("Cannot come")},
    "duty": DUTIES,
    "kind": {
        "password": N_("Password"),
        "passkey": N_("Passkey"),
        "work": N_("Work"),
        "school": N_("School"),
        "other": N_("Something else"),
        **_RECORDS,
    },
    "language": {"en": "English", "es": "Español"},
    "level_of_care": LEVELS,
    "purpose": _CODES,
    "role": {"patient": N_("Patient")},
    "state": {str(state): told for state, told in STATE_WORDS.items()} | _THERE | _ASKED,
    "what": {str(act): told for act, told in (LOOKED | CHANGED).items()},
}
