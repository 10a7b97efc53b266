"""Where a person stands in a program, and which steps lead on from there."""

from enum import StrEnum

from patient_app.core.messages import N_


class EpisodeState(StrEnum):
    """Where a person stands in a program."""

    INVITED = "invited"
    ACTIVE = "active"
    ON_LEAVE = "on_leave"
    STEPPED_DOWN = "stepped_down"
    LEFT = "left"
    RETURNED = "returned"


IN_PROGRAM = frozenset(
    {
        EpisodeState.ACTIVE,
        EpisodeState.ON_LEAVE,
        EpisodeState.STEPPED_DOWN,
        EpisodeState.RETURNED,
    }
)
ATTENDS = IN_PROGRAM - {EpisodeState.ON_LEAVE}
OPEN = IN_PROGRAM | {EpisodeState.INVITED}

_STEPS: dict[EpisodeState, frozenset[EpisodeState]] = {
    EpisodeState.INVITED: frozenset({EpisodeState.ACTIVE, EpisodeState.LEFT}),
    EpisodeState.ACTIVE: frozenset(
        {EpisodeState.ON_LEAVE, EpisodeState.STEPPED_DOWN, EpisodeState.LEFT}
    ),
    EpisodeState.ON_LEAVE: frozenset({EpisodeState.RETURNED, EpisodeState.LEFT}),
    EpisodeState.STEPPED_DOWN: frozenset(
        {EpisodeState.ON_LEAVE, EpisodeState.STEPPED_DOWN, EpisodeState.LEFT}
    ),
    EpisodeState.LEFT: frozenset({EpisodeState.RETURNED}),
    EpisodeState.RETURNED: frozenset(
        {EpisodeState.ON_LEAVE, EpisodeState.STEPPED_DOWN, EpisodeState.LEFT}
    ),
}

STATE_WORDS = {
    EpisodeState.INVITED: N_("Invited"),
    EpisodeState.ACTIVE: N_("In the program"),
    EpisodeState.ON_LEAVE: N_("On leave"),
    EpisodeState.STEPPED_DOWN: N_("Stepped down"),
    EpisodeState.LEFT: N_("Left"),
    EpisodeState.RETURNED: N_("Back again"),
}


def may_become(state: str, wanted: EpisodeState) -> bool:
    """Whether one step leads from `state` to `wanted`."""
    return wanted in _STEPS[EpisodeState(state)]
