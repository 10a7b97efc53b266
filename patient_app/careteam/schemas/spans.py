"""From-to of a session at the center: a slip of the hand must not become a night."""

from datetime import time
from typing import Any

from marshmallow import ValidationError

from patient_app.core.messages import N_
from patient_app.schedule.rules.patterns import LONGEST_AT_THE_CENTER, length_between

_BEFORE = N_("The end is before the start. Check it, or say below that it ends the next day.")
_SAME = N_("It ends when it starts. Please check the times.")
_TOO_LONG = N_("A session lasts 12 hours at most. Please check the times.")


def check_span(loaded: dict[str, Any]) -> None:
    """Takes `next_day` out of the loaded fields; what remains can only mean one thing."""
    starts: time = loaded["starts"]
    ends: time = loaded["ends"]
    next_day: bool = loaded.pop("next_day")
    if not next_day and ends == starts:
        raise ValidationError(_SAME, "ends")
    if not next_day and ends < starts:
        raise ValidationError(_BEFORE, "ends")
    if length_between(starts, ends) > LONGEST_AT_THE_CENTER or (next_day and ends >= starts):
        raise ValidationError(_TOO_LONG, "ends")
