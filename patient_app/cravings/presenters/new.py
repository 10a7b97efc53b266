"""A new entry: the same for everyone; what is personal is added on the phone."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.presenters.vessels import vessels
from patient_app.cravings.rules.coping import COPING, FIRST_OFFERS
from patient_app.cravings.rules.scales import COMPANY, HALT, OUTCOMES, PLACES
from patient_app.cravings.rules.triggers import TRIGGERS

Choice = tuple[str, str, str | None]

# What to do, in one line, for someone who has 15 seconds.
OFFER_LINES = {
    "body.breathe": (
        N_("Breathe out slowly."),
        N_("In for 4, out for 6. Ten times. Longer out than in."),
    ),
    "delay.timer": (
        N_("Wait 15 minutes."),
        N_("It rises, it peaks, it falls. You do not have to decide now."),
    ),
    "body.cold_water": (
        N_("Cold water on your face."),
        N_("Or hold something cold for a minute."),
    ),
    "body.walk": (N_("Walk for ten minutes."), N_("Away from where you are. Any direction.")),
    "attention.surf": (
        N_("Watch it like a wave."),
        N_("Where is it in your body? Breathe there, and let it move."),
    ),
}
# A way to another entry appears with the page behind it.
ELSE = (
    ("log.win", N_("A good moment"), "leaf"),
    ("log.check_in", N_("A check-in"), "cloud-sun"),
    ("log.lapse", N_("I used"), "sunrise"),
)
QUICK_TRIGGERS = ("feeling.stressed", "feeling.bored", "people", "around.place", "money")
QUICK_COPING = (
    "body.walk",
    "people.family",
    "delay.timer",
    "body.breathe",
    "situation.left",
    "nothing",
)
ICONS = {
    "feeling.stressed": "zap",
    "feeling.bored": "moon",
    "people": "users-round",
    "around.place": "map-pin",
    "money": "wallet",
    "body.walk": "footprints",
    "people.family": "phone",
    "delay.timer": "waves",
    "body.breathe": "wind",
    "situation.left": "door-open",
    "nothing": "circle-dashed",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do now."""

    code: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """A first-level code with the choices under it."""

    code: str
    label: str
    choices: list[Choice]


def new_page() -> dict[str, Any]:
    """Numbers, first offers, and every code of the catalogues in words."""
    return {
        "others": [
            (url_for(endpoint), gettext(label), icon)
            for endpoint, label, icon in ELSE
            if endpoint in current_app.view_functions
        ],
        "vessels": vessels(),
        "offers": [_offer(code) for code in FIRST_OFFERS],
        "trigger_groups": [
            ChoiceGroup(
                code, gettext(group.label), [_choice(*item) for item in group.items.items()]
            )
            for code, group in TRIGGERS.items()
        ],
        "coping_groups": [
            ChoiceGroup(
                name,
                gettext(group.label),
                [_choice(code, way.words) for code, way in group.ways.items()],
            )
            for name, group in COPING.items()
        ],
        "quick_triggers": [_quick(code) for code in QUICK_TRIGGERS],
        "quick_coping": [_quick(code) for code in QUICK_COPING],
        "halt": [_choice(*item) for item in HALT.items()],
        "places": [_choice(*item) for item in PLACES.items()],
        "company": [_choice(*item) for item in COMPANY.items()],
        "outcomes": [_choice(*item) for item in OUTCOMES.items()],
    }


def _offer(code: str) -> Offer:
    title, line = OFFER_LINES[code]
    return Offer(code, gettext(title), gettext(line))


def _choice(code: str, words: str) -> Choice:
    return str(code), gettext(words), None


QUICK_WORDS = {
    "feeling.stressed": N_("Stress"),
    "feeling.bored": N_("Boredom"),
    "people": N_("Other people"),
    "around.place": N_("A place"),
    "money": N_("Money"),
    "body.walk": N_("Took a walk"),
    "people.family": N_("Called someone"),
    "delay.timer": N_("Waited it out"),
    "body.breathe": N_("Breathed"),
    "situation.left": N_("Left the room"),
    "nothing": N_("Nothing yet"),
}


def _quick(code: str) -> Choice:
    return code, gettext(QUICK_WORDS[code]), ICONS[code]
