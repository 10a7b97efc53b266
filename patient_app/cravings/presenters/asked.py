"""What is asked about each kind of entry, in this order. Everything may be left open."""

from dataclasses import dataclass
from enum import StrEnum

from patient_app.core.messages import N_


class How(StrEnum):
    """How a question is answered."""

    MANY = "many"
    ONE = "one"
    FACES = "faces"
    SCALE = "scale"
    LINE = "line"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Asked:
    """`own`: own words may be added. `aside`: behind "More, if you like". `only_later`: not asked
    when the entry is made, because it is asked in another way then.
    """

    field: str
    how: How
    legend: str
    own: bool = False
    aside: bool = False
    only_later: bool = False


_HALT = N_("Hungry, angry, lonely, tired?")
_ABOUT = N_("What was it about?")

ASKED: dict[str, tuple[Asked, ...]] = {
    "craving": (
        Asked("triggers", How.MANY, N_("What set it off?"), own=True),
        Asked("coping", How.MANY, N_("What did you do?"), own=True),
        Asked("halt", How.MANY, _HALT),
        Asked("about", How.MANY, _ABOUT),
        Asked("place", How.ONE, N_("Where were you?"), aside=True),
        Asked("company", How.ONE, N_("Who was with you?"), aside=True),
        Asked("mood", How.FACES, N_("How was your mood?"), aside=True),
        Asked("thought", How.WORDS, N_("What went through your mind?"), aside=True),
        Asked("note", How.WORDS, N_("Anything else"), aside=True),
        Asked("intensity", How.SCALE, N_("How strong was it?"), aside=True, only_later=True),
        Asked("after", How.SCALE, N_("How strong was it later?"), aside=True, only_later=True),
        Asked("outcome", How.ONE, N_("How did it end?"), aside=True, only_later=True),
    ),
    "win": (
        Asked("what", How.ONE, N_("What went well?")),
        Asked("note", How.WORDS, N_("In your words")),
    ),
    "checkin": (
        Asked("mood", How.FACES, N_("How is your mood?")),
        Asked("craving", How.SCALE, N_("The strongest urge today")),
        Asked("sleep", How.ONE, N_("How did you sleep?")),
        Asked("halt", How.MANY, _HALT),
        Asked("medication", How.ONE, N_("Medicine as prescribed?")),
        Asked("stress", How.SCALE, N_("How much stress?"), aside=True),
        Asked("confidence", How.SCALE, N_("How sure are you about tomorrow?"), aside=True),
        Asked("line", How.LINE, N_("One line about the day")),
    ),
    "lapse": (
        Asked("about", How.MANY, _ABOUT),
        Asked("next_step", How.ONE, N_("One next step")),
        Asked("telling", How.MANY, N_("Whom might you tell?")),
        Asked("note", How.WORDS, N_("What happened? Only if you like.")),
    ),
}
