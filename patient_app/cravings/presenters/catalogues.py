"""The catalogues as choices: icons, common ones first, the rest in their groups."""

from collections.abc import Mapping, Sequence

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.presenters.codes import MOOD_ICONS, word_of
from patient_app.cravings.presenters.new import ICONS, QUICK_COPING, QUICK_TRIGGERS, QUICK_WORDS
from patient_app.cravings.rules.coping import COPING, NOTHING, NOTHING_WORDS
from patient_app.cravings.rules.triggers import TRIGGERS
from patient_app.cravings.rules.working_on import ABOUT

Choice = tuple[str, str, str | None]
"""Value, words, icon."""

FIRST: Mapping[str, Sequence[str]] = {
    "triggers": QUICK_TRIGGERS,
    "coping": QUICK_COPING,
    "about": (),
}
GROUPS: Mapping[str, Sequence[tuple[str, Sequence[str]]]] = {
    "triggers": [
        (group.label, [name, *group.items] if name in QUICK_WORDS else list(group.items))
        for name, group in TRIGGERS.items()
    ],
    "coping": [(group.label, list(group.ways)) for group in COPING.values()],
    "about": [(N_("From the list"), list(ABOUT))],
}
_GROUP_ICONS = {name: group.icon for name, group in TRIGGERS.items()} | {
    name: group.icon for name, group in COPING.items()
}
# "Nothing yet" is what a new entry says; looking back it is "nothing special".
_SHORT = QUICK_WORDS | {NOTHING: NOTHING_WORDS}


def choice_of(field: str, code: str, own: Mapping[str, str]) -> Choice:
    """One choice with its words and icon."""
    if field == "mood":
        return code, word_of(field, code, own), MOOD_ICONS[int(code)]
    if field not in {"triggers", "coping"}:
        return code, word_of(field, code, own), None
    words = gettext(_SHORT[code]) if code in _SHORT else word_of(field, code, own)
    return code, words, ICONS.get(code)
