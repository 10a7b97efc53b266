"""What a person is working on: substances and behaviours by code, or in their own words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from patient_app.core.messages import N_

OWN = "own:"


class Goal(StrEnum):
    """What the person wants, in their own terms."""

    STOP = "stop"
    CUT_DOWN = "cut_down"
    NOT_SURE = "not_sure"


GOALS = {
    Goal.STOP: N_("Stop"),
    Goal.CUT_DOWN: N_("Cut down"),
    Goal.NOT_SURE: N_("Not sure yet"),
}
ABOUT = {
    "alcohol": N_("Alcohol"),
    "opioids": N_("Opioids"),
    "fentanyl": N_("Fentanyl"),
    "stimulants": N_("Meth or cocaine"),
    "sedatives": N_("Benzos or sleeping pills"),
    "cannabis": N_("Cannabis"),
    "nicotine": N_("Nicotine"),
    "gambling": N_("Gambling"),
    "food": N_("Food"),
    "spending": N_("Spending"),
    "screens": N_("Screens or games"),
    "sex": N_("Sex or porn"),
    "self_harm": N_("Hurting myself"),
}
# Stopping these suddenly can be dangerous (S4): the withdrawal card is shown with the others.
DANGEROUS_TO_STOP = frozenset({"alcohol", "sedatives"})


@dataclass(frozen=True, slots=True)
class AboutDraft:
    """One thing to work on; `label` only for the person's own words (then `code` is None)."""

    code: str | None
    label: str | None
    goal: Goal
    start_on: date | None
    shows_run: bool


@dataclass(frozen=True, slots=True)
class WorkingOn:
    """One thing a person is working on. `ref` is what entries name it by."""

    id: UUID
    ref: str
    label: str
    goal: Goal
    start_on: date | None
    shows_run: bool
    ended: bool = False


def own_ref(item_id: UUID) -> str:
    """The code of something in the person's own words."""
    return f"{OWN}{item_id}"
