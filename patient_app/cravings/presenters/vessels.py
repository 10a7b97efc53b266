"""A number from 0 to 10: its word, and the vessel that is filled that far."""

from dataclasses import dataclass

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.rules.scales import HIGHEST, LOWEST

STRENGTHS = (
    (0, N_("None")),
    (1, N_("Faint")),
    (3, N_("Mild")),
    (5, N_("Medium")),
    (7, N_("Strong")),
    (9, N_("Very strong")),
)


@dataclass(frozen=True, slots=True)
class Vessel:
    """One number to tap: its word, and where the fill ends in a 48 x 84 box."""

    number: int
    word: str
    top: int


def strength(number: int) -> str:
    """The word for a number: "Strong" for 7 and 8."""
    return next(gettext(word) for least, word in reversed(STRENGTHS) if number >= least)


def vessel(number: int) -> Vessel:
    """One number."""
    return Vessel(number, strength(number), round(84 * (1 - 0.09 * number)))


def vessels() -> list[Vessel]:
    """All of them, to choose from."""
    return [vessel(number) for number in range(LOWEST, HIGHEST + 1)]
